import { expect } from "vitest";
import type { StateCounts } from "airbyte-cdk-typescript/testing";
import { STREAMS } from "./streams.ts";

/** A STATE of the input: what it covers, and how it must come back. */
export interface ExpectedState {
  readonly line: Buffer;
  /** Undefined: covers all streams. */
  readonly stream: string | undefined;
  /** The records since the last state that covers them. */
  readonly records: number;
  readonly lineNumber: number;
}

/** What must result from an input, worked out without the connector's own code. */
export interface Expectation {
  readonly states: readonly ExpectedState[];
  /** The line at which the sync must end with an error, because nothing can be read from there on. */
  readonly mustEndAt: number | undefined;
  /** Whether each record is followed by a state that covers it. */
  readonly areAllCovered: boolean;
  readonly lines: number;
  /** Records read, by stream. */
  readonly records: ReadonlyMap<string, number>;
}

const NEWLINE = 0x0a;
const CATALOG = new Set(STREAMS.map(({ name, namespace }) => JSON.stringify([name, namespace ?? null])));

export function expectationOf(input: Buffer): Expectation {
  const counts = new Map<string, number>();
  const records = new Map<string, number>();
  const states: ExpectedState[] = [];
  const lines = linesOf(input);
  for (const [index, line] of lines.entries()) {
    const lineNumber = index + 1;
    const meaning = meaningOf(line);
    if (meaning.kind === "unreadable") {
      return { states, mustEndAt: lineNumber, areAllCovered: false, lines: lineNumber, records };
    } else if (meaning.kind === "record") {
      for (const tally of [counts, records]) tally.set(meaning.stream, (tally.get(meaning.stream) ?? 0) + 1);
    } else if (meaning.kind === "state") {
      const covered = meaning.stream === undefined ? [...counts.keys()] : [meaning.stream];
      const covers = covered.reduce((sum, stream) => sum + (counts.get(stream) ?? 0), 0);
      for (const stream of covered) counts.delete(stream);
      states.push({ line, stream: meaning.stream, records: covers, lineNumber });
    }
  }
  return { states, mustEndAt: undefined, areAllCovered: counts.size === 0, lines: lines.length, records };
}

function linesOf(input: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < input.length;) {
    const newline = input.indexOf(NEWLINE, start);
    const end = newline === -1 ? input.length : newline;
    lines.push(input.subarray(start, end));
    start = end + 1;
  }
  const [first] = lines;
  if (first?.subarray(0, 3).toString("hex") === "efbbbf") lines[0] = first.subarray(3);
  return lines.map((line) => (line.at(-1) === 0x0d ? line.subarray(0, -1) : line));
}

type Meaning =
  | { readonly kind: "record"; readonly stream: string }
  | { readonly kind: "state"; readonly stream: string | undefined }
  | { readonly kind: "unreadable" }
  | { readonly kind: "nothing" };

type Fields = Readonly<Record<string, unknown>>;

function meaningOf(line: Buffer): Meaning {
  const text = line.toString();
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return { kind: /^\s*\{/.test(text) ? "unreadable" : "nothing" };
  }
  if (!isObject(message)) return { kind: "nothing" };
  if (message["type"] === "RECORD") return meaningOfRecord(message["record"]);
  if (message["type"] === "STATE") return meaningOfState(message["state"]);
  return { kind: isObject(message["record"]) || isObject(message["state"]) ? "unreadable" : "nothing" };
}

function meaningOfRecord(record: unknown): Meaning {
  const stream =
    isObject(record) && isObject(record["data"]) ? nameOf(record["stream"], record["namespace"]) : undefined;
  if (stream === undefined || !CATALOG.has(stream)) return { kind: "unreadable" };
  return { kind: "record", stream };
}

function meaningOfState(state: unknown): Meaning {
  if (!isObject(state)) return { kind: "unreadable" };
  const descriptor = isObject(state["stream"]) ? state["stream"]["stream_descriptor"] : undefined;
  const isOfStream = (state["type"] ?? "STREAM") === "STREAM" && isObject(descriptor);
  const stream = isOfStream ? nameOf(descriptor["name"], descriptor["namespace"]) : undefined;
  return { kind: "state", stream: stream !== undefined && CATALOG.has(stream) ? stream : undefined };
}

export function nameOf(name: unknown, namespace: unknown): string | undefined {
  const isText = typeof name === "string" && typeof (namespace ?? "") === "string";
  return isText ? JSON.stringify([name, namespace === "" ? null : (namespace ?? null)]) : undefined;
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Each printed state is the next one of its stream, byte for byte except for its stats, which count the records since
 * the last. Returns the states that were not printed.
 */
export function expectStatesOf(expected: readonly ExpectedState[], printed: readonly Buffer[]): ExpectedState[] {
  const waiting = [...expected];
  for (const line of printed) {
    const meaning = meaningOf(line);
    const stream = meaning.kind === "state" ? meaning.stream : undefined;
    // All earlier states of the same stream, and those of all streams. For a state of all streams: every earlier state.
    const next = waiting.findIndex(
      (state) => state.stream === stream || state.stream === undefined || stream === undefined,
    );
    const [state] = next === -1 ? [] : waiting.splice(next, 1);
    if (!state) throw new Error(`a state came out that did not come in, or twice: ${line.toString()}`);
    expectEcho(state, line);
  }
  return waiting;
}

function expectEcho({ line, records }: ExpectedState, printed: Buffer): void {
  const { state } = JSON.parse(printed.toString()) as { state: { destinationStats: StateCounts } };
  const stats = state.destinationStats;
  const effects = Object.values(stats.additionalStats).reduce((sum, count) => sum + count, 0);
  expect({ records: stats.recordCount + stats.rejectedRecordCount, effects }).toEqual({
    records,
    effects: stats.recordCount,
  });
  if (!isEcho(line, printed, JSON.stringify(stats))) {
    throw new Error(`the state\n${line.toString("latin1")}\ncame out as\n${printed.toString("latin1")}`);
  }
}

/** Whether the printed bytes are the line's, with the stats added or replaced. */
function isEcho(line: Buffer, printed: Buffer, stats: string): boolean {
  for (let at = printed.indexOf(stats); at !== -1; at = printed.indexOf(stats, at + 1)) {
    const before = printed.subarray(0, at);
    const after = printed.subarray(at + stats.length);
    for (const added of [',"destinationStats":', '"destinationStats":']) {
      if (!before.toString("latin1").endsWith(added)) continue;
      if (Buffer.concat([before.subarray(0, -added.length), after]).equals(line)) return true;
    }
    if (replaces(line, before, after)) return true;
  }
  return false;
}

function replaces(line: Buffer, before: Buffer, after: Buffer): boolean {
  const end = line.length - after.length;
  if (end <= before.length || !line.subarray(0, before.length).equals(before) || !line.subarray(end).equals(after)) {
    return false;
  }
  try {
    JSON.parse(line.subarray(before.length, end).toString());
    return /"\s*:\s*$/.test(before.toString("latin1"));
  } catch {
    return false;
  }
}
