import type { RecordData } from "../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { type KeyShape, sentId, sentKey } from "./draw-keys.ts";
import { DEVICE_FIELDS, DEVICES } from "./custom-objects/device-object.ts";
import { CDC_MARKER, type StreamShape, dressed } from "./draw-shape.ts";
import type { DrawnValues } from "./draw-values.ts";
import { pick } from "./pick.ts";
import type { ObjectName, ScenarioRecord, StreamScenario } from "./scenario.ts";
import { VALUE_MARK } from "./value-mark.ts";

/** Lines that get into the output of sources, but are not messages or parts of messages. */
const NOISE = [
  `${VALUE_MARK} WARNING: retrying`,
  "",
  "   ",
  "null",
  "[1, 2]",
  `"${VALUE_MARK}"`,
  "\u0000",
  `{"type":"LOG","log":{"level":"INFO","message":"${VALUE_MARK}"}}`,
  `{"type":"NEWS","text":"${VALUE_MARK}"}`,
];

/** Values that mark a record as deleted, and values that do not. */
const MARKED = ["2026-11-22", true, 1, "yes"];
const UNMARKED = [null, "", "  ", false, 0, "0", "No", "f"];

/** These people have no record except the one that is refused. */
export const FIRST_OF_FAULTY = 50_000;

const LOST_FIELDS: Readonly<Record<ObjectName, string>> = {
  users: "details",
  organizations: "details",
  tickets: "priority",
  [DEVICES]: `${DEVICE_FIELDS}.details`,
  organization_memberships: "default",
};

const WRONG_IDS = [0, -5, 1.5, `${VALUE_MARK}7`, true];

/** What the records of a stream have in common, for any object. */
export interface StreamDraw {
  readonly stream: StreamScenario;
  readonly keyShape: KeyShape;
  readonly idOf: (person: string) => string | undefined;
  readonly shape: StreamShape;
  /** Names of the people, or organizations, that the stream is about. */
  readonly people: readonly string[];
  /** Whether a refused value is dropped and the rest of its record written. */
  readonly dropsInvalid: boolean;
  /** Share of records that are marked as deleted at the source. */
  readonly deletionRate: number;
  readonly faultyRate: number;
  /** Share of records that follow a line that is not a message. */
  readonly noiseRate: number;
}

export interface PersonSoFar {
  turn: number;
  /** Whether the account has the person, so that a record may lack a name. */
  isKnown: boolean;
}

export type DrawnRecord = Pick<
  ScenarioRecord,
  | "changes"
  | "data"
  | "isDeletion"
  | "isTooEarly"
  | "namedUser"
  | "noise"
  | "organization"
  | "person"
  | "refusal"
  | "user"
>;

/** Fields as they are sent, and as they are meant. */
export interface Fields {
  readonly sent: RecordData;
  readonly held: RecordData;
}

/** With an invalid id: if invalid values are dropped, its other keys identify the person. */
export function wrongIdRecord(
  draw: StreamDraw,
  person: string,
  { held, sent }: Fields,
  random: SeededRandom,
): DrawnRecord {
  const { id: _right, ...others } = held;
  const fields = { held: others, sent: { ...sent, id: pick(WRONG_IDS, random) } };
  const hasOther = "external_id" in held && draw.stream.mode === "upsert";
  if (draw.dropsInvalid && hasOther) return recordOf(draw, person, fields, {}, random);
  return recordOf(draw, person, fields, { refusal: { by: "connector", reasons: ["invalid_value"] } }, random);
}

/** The record as its source sends it. Values that are only `held` are sent as they are meant. */
export function recordOf(
  draw: StreamDraw,
  person: string,
  { held, sent }: Fields,
  { isDeletion = false, isTooEarly = false, namedUser, organization, refusal }: Partial<DrawnRecord>,
  random: SeededRandom,
): DrawnRecord {
  const { deletedWhen = CDC_MARKER } = draw.shape;
  const { external_id: externalId, id } = held;
  const lost = lostField(draw, { held, sent }, random);
  const fields = {
    ...held,
    ...sent,
    ...(typeof externalId === "string" && { external_id: sentKey(externalId, draw.keyShape, random) }),
    ...(typeof id === "string" && !("id" in sent) && { id: sentId(id, random) }),
    ...(lost !== undefined && { [lost]: null }),
  };
  const isMarked = isDeletion || (draw.deletionRate > 0 && random.happens(0.3));
  return {
    person,
    isDeletion,
    isTooEarly,
    namedUser,
    organization,
    refusal,
    user: held,
    noise: random.happens(draw.noiseRate) ? pick(NOISE, random) : undefined,
    data: {
      ...dressed(fields, draw.shape),
      ...(isMarked && { [deletedWhen]: pick(isDeletion ? MARKED : UNMARKED, random) }),
    },
    changes: lost === undefined ? undefined : [{ field: dressedName(lost, draw), change: "NULLED" }],
  };
}

/** A field whose value the source lost, so its null means nothing. */
function lostField({ shape }: StreamDraw, { held, sent }: DrawnValues, random: SeededRandom): string | undefined {
  const field = LOST_FIELDS[shape.object];
  // A source cannot say which part of an object it has lost.
  if (field.includes(".") && shape.customFields !== "flat") return undefined;
  return field in sent || field in held || !random.happens(0.1) ? undefined : field;
}

function dressedName(field: string, { shape }: StreamDraw): string {
  return Object.keys(dressed({ [field]: null }, { ...shape, hasExtras: false }))[0] ?? field;
}
