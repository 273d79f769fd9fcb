import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { type AnyStreamDraw, type InputSoFar, drawAnyRecord } from "./draw-any-stream.ts";
import { stateLine } from "./draw-state-line.ts";
import { NamedUsers } from "./memberships/named-users.ts";
import { NamedOrganizations } from "./organizations/named-organizations.ts";
import { pick } from "./pick.ts";
import type { InputItem, StateKind, StreamScenario } from "./scenario.ts";

interface InputDraw {
  /** Whether a search may not find what an earlier attempt has just created. */
  readonly missesNew: boolean;
  readonly records: number;
  readonly stateKind: StateKind;
  readonly stateEvery: number;
}

/** Draws a connector's input: the records of its streams, mixed, with states between them, the last ones at the end. */
export function drawInput(
  draws: readonly AnyStreamDraw[],
  { missesNew, records, stateKind, stateEvery }: InputDraw,
  random: SeededRandom,
): readonly InputItem[] {
  const input: InputItem[] = [];
  const sofar = nothingYet(draws, missesNew);
  const counts = new Map(draws.map(({ stream }) => [stream, 0]));
  const streams = [...counts.keys()];
  const pushState = (cursor: number, stream: StreamScenario | undefined, { isUnlisted = false } = {}): void => {
    const line = stateLine({ kind: stateKind, cursor, stream, streams, isUnlisted }, random);
    input.push({ type: "state", cursor, stream, isUnlisted, line });
  };
  // A source that has lost a stream, or whose platform has not selected it.
  const unlistedRate = random.happens(0.1) ? 0.02 : 0;
  let untilState = 1 + random.whole(2 * stateEvery);
  for (let serial = 1; serial <= records; serial++) {
    const draw = pick(draws, random);
    const ordinal = (counts.get(draw.stream) ?? 0) + 1;
    counts.set(draw.stream, ordinal);
    input.push({
      type: "record",
      serial,
      ordinal,
      stream: draw.stream,
      ...drawAnyRecord(draw, serial, sofar, random),
    });
    if (random.happens(unlistedRate)) pushState(serial, undefined, { isUnlisted: true });
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

function nothingYet(draws: readonly AnyStreamDraw[], missesNew: boolean): InputSoFar {
  const organizations = draws.filter((draw) => draw.object === "organizations");
  const users = draws.filter((draw) => draw.object === "users");
  const named = new NamedOrganizations(organizations, missesNew);
  const hasMemberships = draws.some(({ object }) => object === "organization_memberships");
  return {
    named,
    namedByUsers: hasMemberships ? new NamedOrganizations([], missesNew) : named,
    users: new NamedUsers(users, missesNew),
    people: new Map(),
  };
}
