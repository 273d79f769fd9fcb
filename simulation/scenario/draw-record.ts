import type { RecordData } from "../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { type KeyShape, isHuge, sentId, sentKey } from "./draw-keys.ts";
import { type Keying, keysOf, notesOf } from "./draw-people.ts";
import { CDC_MARKER, type StreamShape, dressed } from "./draw-shape.ts";
import { type DrawnValues, type ValueDraw, drawInvalidValue, drawValues } from "./draw-values.ts";
import { bystandingAgents } from "./draw-account.ts";
import { drawOrganization, UNKNOWN_ORGANIZATION } from "./organizations.ts";
import { pick } from "./pick.ts";
import type { Refusal, ScenarioRecord, StreamScenario } from "./scenario.ts";
import { VALUE_MARK } from "./value-mark.ts";

const TAGS = ["a", "b", "c"].map((tag) => `${VALUE_MARK}-tag-${tag}`);

/** Lines as they get into the output of sources: never a message, never one that was cut off. */
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

const AGENTS = bystandingAgents();

/** Zendesk refuses the look-up of whoever has a key so long. */
const UNKNOWABLE: Refusal = { by: "connector", reasons: ["zendesk_error"] };

const WRONG_IDS = [0, -5, 1.5, `${VALUE_MARK}7`, true];

/** Of these people there is no record but the one that is refused. */
const FIRST_OF_FAULTY = 50_000;

/** What marks a record as deleted, and what does not. */
const MARKED = ["2026-11-22", true, 1, "yes"];
const UNMARKED = [null, "", "  ", false, 0, "0", "No", "f"];

export interface StreamDraw {
  readonly stream: StreamScenario;
  readonly keying: Keying;
  readonly keyShape: KeyShape;
  readonly idOf: (person: string) => string | undefined;
  readonly shape: StreamShape;
  readonly values: ValueDraw;
  /** Names of the people whom the stream is about. */
  readonly people: readonly string[];
  readonly hasTags: boolean;
  readonly hasOrganizations: boolean;
  /** Whether a value that is refused is left out, and the rest of its record written. */
  readonly dropsInvalid: boolean;
  /** Whether a record with a key of an agent is refused. */
  readonly protectsTeam: boolean;
  /** Share of records that mark somebody as deleted at the source. */
  readonly deletionRate: number;
  readonly faultyRate: number;
  /** Share of records before which something stands that is no message. */
  readonly noiseRate: number;
}

export interface PersonSoFar {
  turn: number;
  /** Whether the account has the person, so that a record may come without a name. */
  isKnown: boolean;
}

export type DrawnRecord = Pick<
  ScenarioRecord,
  "changes" | "data" | "isDeletion" | "noise" | "organizationId" | "person" | "refusal" | "user"
>;

/** Fields as they are sent, and as they are meant. */
interface Fields {
  readonly sent: RecordData;
  readonly held: RecordData;
}

export function drawRecord(
  draw: StreamDraw,
  serial: number,
  people: Map<string, PersonSoFar>,
  random: SeededRandom,
): DrawnRecord {
  const { mode } = draw.stream;
  if (mode !== "delete" && random.happens(draw.faultyRate)) {
    return faultyRecord(draw.keyShape === "huge" ? { ...draw, keyShape: "plain" } : draw, serial, random);
  }
  const person = pick(draw.people, random);
  const sofar = people.get(person) ?? { turn: 0, isKnown: false };
  people.set(person, sofar);
  const keys = keysOf(draw, person, sofar.turn, random);
  sofar.turn += 1;
  if (random.happens(draw.deletionRate)) {
    sofar.isKnown = false;
    const fields = { held: { ...keys, notes: notesOf(serial) }, sent: {} };
    return recordOf(draw, person, fields, { isDeletion: true }, random);
  }
  const isNamed = mode !== "upsert" || !sofar.isKnown || random.happens(0.85);
  sofar.isKnown = true;
  const values = drawValues(serial, draw.values, random);
  const plain = { ...keys, ...(isNamed && { name: `${VALUE_MARK} ${person}` }) };
  const organization = draw.hasOrganizations && random.happens(0.4) ? drawOrganization(random) : undefined;
  const tags = draw.hasTags && random.happens(0.5) ? TAGS.filter(() => random.happens(0.5)) : undefined;
  const fields = {
    held: { ...plain, ...values.held, ...(tags && { tags }) },
    sent: {
      ...values.sent,
      ...(tags && { tags: tags.length > 0 && random.happens(0.3) ? tags.join("; ") : tags }),
      ...(organization && { organization: organization.sent }),
    },
  };
  const isUnknowable = mode !== "upsert" && draw.stream.key === "external_id" && isHuge(keys["external_id"]);
  const refusal = isUnknowable ? UNKNOWABLE : undefined;
  return recordOf(draw, person, fields, { organizationId: organization?.id, refusal }, random);
}

/** What the connector refuses, or Zendesk: each of somebody of whom there is no other record. */
function faultyRecord(draw: StreamDraw, serial: number, random: SeededRandom): DrawnRecord {
  const { stream } = draw;
  const person = `${stream.configured.name}-${FIRST_OF_FAULTY + serial}`;
  const named = { name: `${VALUE_MARK} ${person}` };
  const keys = keysOf(draw, person, 0, random);
  const values = drawValues(serial, { ...draw.values, isRich: false }, random);
  const held = { ...keys, ...named, ...values.held };
  const missing = stream.mode === "update" || stream.key === "id" ? ["not_found"] : [];
  const refused = (fields: Fields, by: Refusal["by"], ...reasons: readonly string[]): DrawnRecord =>
    recordOf(draw, person, fields, { refusal: { by, reasons } }, random);
  switch (random.whole(stream.key === "id" ? 7 : 6)) {
    case 0:
      return refused({ held: { ...named, ...values.held }, sent: {} }, "connector", "missing_key");
    case 1:
      return invalidRecord(draw, person, { held, sent: values.sent }, random);
    case 2:
      // An update finds out first that there is nobody.
      return refused({ held: { ...keys, ...values.held }, sent: {} }, "zendesk", ...missing, "missing_required_field");
    case 3: {
      const email = `${VALUE_MARK}.${person}@-example.com`;
      return refused({ held: { ...held, email }, sent: {} }, "zendesk", ...missing, "zendesk_error");
    }
    case 4:
      if (!draw.protectsTeam) return invalidRecord(draw, person, { held, sent: values.sent }, random);
      return agentsRecord(draw, person, { ...held, ...keysOfAgent(keys, random) }, random);
    case 5:
      return refused({ held, sent: { organization: UNKNOWN_ORGANIZATION } }, "connector", "not_found");
    default:
      return wrongIdRecord(draw, person, { held, sent: values.sent }, random);
  }
}

function agentsRecord(draw: StreamDraw, person: string, held: RecordData, random: SeededRandom): DrawnRecord {
  const refusal = { by: "connector", reasons: ["protected"] } as const;
  return recordOf({ ...draw, keyShape: "plain" }, person, { held, sent: {} }, { refusal }, random);
}

/** The same kinds of keys, of somebody in the team. */
function keysOfAgent(keys: RecordData, random: SeededRandom): RecordData {
  const agent = pick(AGENTS, random);
  return Object.fromEntries(Object.keys(keys).map((column) => [column, agent[column]]));
}

function invalidRecord(draw: StreamDraw, person: string, { held, sent }: Fields, random: SeededRandom): DrawnRecord {
  const [field, value] = drawInvalidValue(random);
  const fields = { held, sent: { ...sent, [field]: value } };
  if (draw.dropsInvalid) return recordOf(draw, person, fields, {}, random);
  return recordOf(draw, person, fields, { refusal: { by: "connector", reasons: ["invalid_value"] } }, random);
}

/** With an id that is none: where invalid values are dropped, its other keys name the person. */
function wrongIdRecord(draw: StreamDraw, person: string, { held, sent }: Fields, random: SeededRandom): DrawnRecord {
  const { id: _right, ...others } = held;
  const fields = { held: others, sent: { ...sent, id: pick(WRONG_IDS, random) } };
  const hasOther = "external_id" in held && draw.stream.mode === "upsert";
  if (draw.dropsInvalid && hasOther) return recordOf(draw, person, fields, {}, random);
  return recordOf(draw, person, fields, { refusal: { by: "connector", reasons: ["invalid_value"] } }, random);
}

/** The record as its source sends it. What is only `held` is sent as it is meant. */
function recordOf(
  draw: StreamDraw,
  person: string,
  { held, sent }: Fields,
  { isDeletion = false, organizationId, refusal }: Partial<DrawnRecord>,
  random: SeededRandom,
): DrawnRecord {
  const { deletedWhen = CDC_MARKER } = draw.shape;
  const { external_id: externalId, id } = held;
  const lost = lostField({ held, sent }, random);
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
    organizationId,
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

/** A field that the source had a value for, and lost: its null means nothing. */
function lostField({ held, sent }: DrawnValues, random: SeededRandom): string | undefined {
  if ("details" in sent || "details" in held || !random.happens(0.1)) return undefined;
  return "details";
}

function dressedName(field: string, { shape }: StreamDraw): string {
  return Object.keys(dressed({ [field]: null }, { ...shape, hasExtras: false }))[0] ?? field;
}
