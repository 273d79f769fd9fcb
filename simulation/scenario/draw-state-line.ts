import type { StreamName } from "../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { pick } from "./pick.ts";
import type { StateKind, StreamScenario } from "./scenario.ts";

export interface StateDraw {
  readonly kind: StateKind;
  readonly cursor: number;
  /** Undefined: of all streams. */
  readonly stream: StreamScenario | undefined;
  readonly streams: readonly StreamScenario[];
  /** Of a stream that is not in the catalog. */
  readonly isUnlisted: boolean;
}

/** No connection has a stream of this name. */
export const UNLISTED_STREAM = "elsewhere";

/** Values that do not survive a parser: numbers beyond a double, escapes, line separators of other languages. */
const FRAGILE = [
  "12345678901234567890",
  "1.0",
  "1e2",
  "-0",
  '"\\u0041\\/"',
  '"\u2028"',
  '"😀 é"',
  '{"b":1,"a":{"destinationStats":{"recordCount":9}}}',
  "[ 1 ,2]",
];

/** Draws how a source writes a state. Its bytes are a black box, which must be returned unchanged. */
export function stateLine({ kind, cursor, isUnlisted, stream, streams }: StateDraw, random: SeededRandom): string {
  const space = random.happens(0.2) ? pick([" ", "  ", "\t"], random) : "";
  const object = (members: readonly (readonly [string, string])[]): string =>
    `{${space}${members.map(([name, value]) => `"${name}"${space}:${space}${value}`).join(`${space},${space}`)}${space}}`;
  const memory = object([
    ["cursor", String(cursor)],
    ["fragile", pick(FRAGILE, random)],
  ]);
  const streamState = ({ name, namespace }: StreamName): string =>
    object([
      ["stream_descriptor", JSON.stringify({ name, namespace })],
      ["stream_state", memory],
    ]);
  const members: (readonly [string, string])[] = [];
  const isOfOne = isUnlisted || stream !== undefined;
  if (isOfOne || kind !== "LEGACY") members.push(["type", isOfOne ? '"STREAM"' : `"${kind}"`]);
  if (isOfOne) members.push(["stream", streamState(stream?.configured ?? { name: UNLISTED_STREAM })]);
  else if (kind === "LEGACY") members.push(["data", memory]);
  else {
    const all = `[${streams.map(({ configured }) => streamState(configured)).join(",")}]`;
    const global = object([
      ["shared_state", memory],
      ["stream_states", all],
    ]);
    members.push(["global", global]);
  }
  if (random.happens(0.3)) members.push(["sourceStats", '{"recordCount":4.0}']);
  if (random.happens(0.2)) members.splice(random.whole(3), 0, ["destinationStats", '{ "recordCount": 77 }']);
  if (random.happens(0.3)) members.unshift(["id", "9007199254740993"]);
  const envelope = [["type", '"STATE"'] as const, ["state", object(members)] as const];
  return object(random.happens(0.2) ? envelope.toReversed() : envelope);
}
