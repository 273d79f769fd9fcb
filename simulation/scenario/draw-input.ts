import type { RecordData } from "../../integration_tests/airbyte-messages.ts";
import type { SeededRandom } from "../../integration_tests/seeded-random.ts";
import { pick } from "./pick.ts";
import { type Keying, VALUE_MARK, keysOf, notesOf, valuesOf } from "./draw-people.ts";
import { stateLine } from "./draw-state-line.ts";
import type { InputItem, Refusal, ScenarioRecord, StateKind, StreamScenario } from "./scenario.ts";

const TAGS = ["a", "b", "c"].map((tag) => `${VALUE_MARK}-tag-${tag}`);

export interface StreamDraw {
  readonly stream: StreamScenario;
  readonly keying: Keying;
  /** Names of the people whom the stream is about. */
  readonly people: readonly string[];
  readonly hasTags: boolean;
  /** Share of records that mark somebody as deleted at the source. */
  readonly deletionRate: number;
  readonly faultyRate: number;
}

interface PersonSoFar {
  turn: number;
  /** Whether the account has the person, so that a record may come without a name. */
  isKnown: boolean;
}

/** Draws a connector's input: the records of its streams, mixed, with states between them, the last ones at the end. */
export function drawInput(
  draws: readonly StreamDraw[],
  { records, stateKind, stateEvery }: { records: number; stateKind: StateKind; stateEvery: number },
  random: SeededRandom,
): readonly InputItem[] {
  const input: InputItem[] = [];
  const people = new Map<string, PersonSoFar>();
  const counts = new Map(draws.map(({ stream }) => [stream, 0]));
  const streams = [...counts.keys()];
  const pushState = (cursor: number, stream: StreamScenario | undefined): void => {
    const line = stateLine({ kind: stateKind, cursor, stream, streams }, random);
    input.push({ type: "state", cursor, stream, line });
  };
  let untilState = 1 + random.whole(2 * stateEvery);
  for (let serial = 1; serial <= records; serial++) {
    const draw = pick(draws, random);
    const ordinal = (counts.get(draw.stream) ?? 0) + 1;
    counts.set(draw.stream, ordinal);
    input.push({ type: "record", serial, ordinal, stream: draw.stream, ...drawRecord(draw, serial, people, random) });
    untilState -= 1;
    if (untilState > 0) continue;
    untilState = 1 + random.whole(2 * stateEvery);
    if (stateKind === "STREAM") pushState(ordinal, draw.stream);
    else pushState(serial, undefined);
  }
  if (stateKind === "STREAM") for (const [stream, cursor] of counts) pushState(cursor, stream);
  else pushState(records, undefined);
  return input;
}

function drawRecord(
  draw: StreamDraw,
  serial: number,
  people: Map<string, PersonSoFar>,
  random: SeededRandom,
): Pick<ScenarioRecord, "data" | "person" | "refusal"> {
  const { mode } = draw.stream;
  if (mode !== "delete" && random.chance(draw.faultyRate)) return faultyRecord(draw, serial, random);
  const person = draw.people[random.whole(draw.people.length)] ?? "nobody";
  const sofar = people.get(person) ?? { turn: 0, isKnown: false };
  people.set(person, sofar);
  const keys = keysOf(draw.keying, person, sofar.turn, random);
  sofar.turn += 1;
  if (random.chance(draw.deletionRate)) {
    sofar.isKnown = false;
    return {
      person,
      refusal: undefined,
      data: { ...keys, notes: notesOf(serial), _ab_cdc_deleted_at: "2026-11-22" },
    };
  }
  const isNamed = mode !== "upsert" || !sofar.isKnown || random.chance(0.85);
  sofar.isKnown = true;
  const data: RecordData = {
    ...keys,
    ...(isNamed && { name: `${VALUE_MARK} ${person}` }),
    ...valuesOf(serial, random),
    ...(draw.hasTags && random.chance(0.5) && { tags: TAGS.filter(() => random.chance(0.5)) }),
  };
  return { person, refusal: undefined, data };
}

/** What the connector refuses, or Zendesk: each of somebody of whom there is no other record. */
function faultyRecord(
  { keying, stream }: StreamDraw,
  serial: number,
  random: SeededRandom,
): Pick<ScenarioRecord, "data" | "person" | "refusal"> {
  const person = `faulty-${stream.configured.name}-${serial}`;
  const name = `${VALUE_MARK} ${person}`;
  const keys = keysOf(keying, person, 0, random);
  const values = valuesOf(serial, random);
  const email = `${VALUE_MARK}.${person}@-example.com`;
  const missing = stream.mode === "update" ? ["not_found"] : [];
  switch (random.whole(4)) {
    case 0:
      return { person, refusal: by("connector", "missing_key"), data: { name, ...values } };
    case 1: {
      const data = { ...keys, name, ...values, "user_fields.company_size": `${VALUE_MARK}!` };
      return { person, refusal: by("connector", "invalid_value"), data };
    }
    case 2:
      // An update finds out first that there is nobody.
      return { person, refusal: by("zendesk", ...missing, "missing_required_field"), data: { ...keys, ...values } };
    default: {
      const data = { ...keys, name, ...values, email };
      return { person, refusal: by("zendesk", ...missing, "zendesk_error"), data };
    }
  }
}

function by(party: Refusal["by"], ...reasons: readonly string[]): Refusal {
  return { by: party, reasons };
}
