import { UNLISTED_STREAM } from "../scenario/draw-state-line.ts";
import type { ConnectorScenario, InputItem, ScenarioRecord, StreamScenario } from "../scenario/scenario.ts";

/** A state of an attempt's input, and the records that it covers and no earlier state does. */
export interface ExpectedState {
  readonly stream: StreamScenario | undefined;
  readonly cursor: number;
  readonly records: readonly ScenarioRecord[];
  /** Its bytes. */
  readonly line: string;
}

/** How far the source's states have been returned: records by stream name, or `""` for all. */
export type Cursors = ReadonlyMap<string, number>;

function laneOf(item: InputItem): string {
  return item.type === "state" && item.isUnlisted ? UNLISTED_STREAM : (item.stream?.configured.name ?? "");
}

/** What the source sends when it continues from these states. */
export function inputFrom({ input, stateKind }: ConnectorScenario, cursors: Cursors): readonly InputItem[] {
  const isByStream = stateKind === "STREAM";
  return input.filter((item) => {
    // No sync continues from a state of a stream that it does not have.
    if (item.type === "state" && item.isUnlisted) return cursors.size === 0;
    const lane = isByStream ? laneOf(item) : "";
    const position = item.type === "state" ? item.cursor : isByStream ? item.ordinal : item.serial;
    const done = cursors.get(lane) ?? 0;
    // The last state of a stream comes again, because sources end with one.
    return item.type === "state" ? position >= done : position > done;
  });
}

/** The states of the input by lane, in order. */
export function expectedStates(input: readonly InputItem[]): ReadonlyMap<string, readonly ExpectedState[]> {
  const states = new Map<string, ExpectedState[]>();
  const open = new Map<string, ScenarioRecord[]>();
  const isByStream = input.some((item) => item.type === "state" && item.stream !== undefined);
  for (const item of input) {
    const isUnlisted = item.type === "state" && item.isUnlisted;
    const lane = isByStream || isUnlisted ? laneOf(item) : "";
    const records = isUnlisted ? [...open.values()].flat() : (open.get(lane) ?? []);
    if (item.type === "record") {
      records.push(item);
      open.set(lane, records);
    } else {
      if (isUnlisted) open.clear();
      else open.delete(lane);
      const ofLane = states.get(lane) ?? [];
      ofLane.push({ stream: item.stream, cursor: item.cursor, line: item.line, records });
      states.set(lane, ofLane);
    }
  }
  return states;
}
