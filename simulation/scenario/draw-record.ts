import type { RecordData } from "../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { isHuge } from "./draw-keys.ts";
import { type Keying, keysOf, notesOf } from "./draw-people.ts";
import { type GivenRoles, drawInvalidRoleValue, drawRoleValues } from "./draw-roles.ts";
import { type ValueDraw, drawInvalidValue, drawValues } from "./draw-values.ts";
import { bystandingAgents } from "./draw-account.ts";
import type { NamedOrganization, NamedOrganizations } from "./organizations/named-organizations.ts";
import { drawOrganization, UNKNOWN_ORGANIZATION } from "./organizations/shared-organizations.ts";
import { pick } from "./pick.ts";
import {
  type DrawnRecord,
  type Fields,
  FIRST_OF_FAULTY,
  type PersonSoFar,
  type StreamDraw,
  recordOf,
  wrongIdRecord,
} from "./record-of.ts";
import type { Refusal } from "./scenario.ts";
import { VALUE_MARK } from "./value-mark.ts";

const TAGS = ["a", "b", "c"].map((tag) => `${VALUE_MARK}-tag-${tag}`);

const AGENTS = bystandingAgents();

/** Zendesk refuses look-ups by a key this long. */
const UNKNOWABLE: Refusal = { by: "connector", reasons: ["zendesk_error"] };

export interface UserStreamDraw extends StreamDraw {
  readonly object: "users";
  readonly keying: Keying;
  readonly values: ValueDraw;
  readonly hasTags: boolean;
  readonly hasOrganizations: boolean;
  /** Whether a record with a key of an agent is refused. */
  readonly protectsTeam: boolean;
  /** Undefined where roles are not written. */
  readonly roles: GivenRoles | undefined;
}

export function drawUserRecord(
  draw: UserStreamDraw,
  serial: number,
  people: Map<string, PersonSoFar>,
  named: NamedOrganizations,
  random: SeededRandom,
): DrawnRecord {
  const { mode } = draw.stream;
  if (mode !== "delete" && random.happens(draw.faultyRate)) {
    return faultyRecord(draw.keyShape === "huge" ? { ...draw, keyShape: "plain" } : draw, serial, random);
  }
  const early = mode !== "delete" && random.happens(0.02) ? named.drawUnwritten(random) : undefined;
  if (early) return earlyRecord(draw, serial, early, random);
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
  const roles = draw.roles ? drawRoleValues(draw.roles, random) : undefined;
  const plain = { ...keys, ...(isNamed && { name: `${VALUE_MARK} ${person}` }) };
  const organization = drawNamed(draw, named, random);
  const tags = draw.hasTags && random.happens(0.5) ? TAGS.filter(() => random.happens(0.5)) : undefined;
  const fields = {
    held: { ...plain, ...values.held, ...roles?.held, ...(tags && { tags }) },
    sent: {
      ...values.sent,
      ...roles?.sent,
      ...(tags && { tags: tags.length > 0 && random.happens(0.3) ? tags.join("; ") : tags }),
      ...(organization && { organization: organization.sent }),
    },
  };
  const isUnknowable = mode !== "upsert" && draw.stream.key === "external_id" && isHuge(keys["external_id"]);
  const refusal = isUnknowable ? UNKNOWABLE : undefined;
  return recordOf(draw, person, fields, { organization: organization?.organization, refusal }, random);
}

/** An organization of another stream that has already been written, or one that always exists. */
function drawNamed(
  { hasOrganizations, stream }: UserStreamDraw,
  named: NamedOrganizations,
  random: SeededRandom,
): NamedOrganization | undefined {
  const written = stream.mode !== "delete" && random.happens(0.3) ? named.drawWritten(random) : undefined;
  return written ?? (hasOrganizations && random.happens(0.4) ? drawOrganization(random) : undefined);
}

/** Names an organization too early, in a record of a person without other records. */
function earlyRecord(
  draw: UserStreamDraw,
  serial: number,
  { organization, sent }: NamedOrganization,
  random: SeededRandom,
): DrawnRecord {
  const person = `${draw.stream.configured.name}-${FIRST_OF_FAULTY + serial}`;
  const plain: UserStreamDraw = draw.keyShape === "huge" ? { ...draw, keyShape: "plain" } : draw;
  const keys = keysOf(plain, person, 0, random);
  const held = { ...keys, name: `${VALUE_MARK} ${person}`, notes: notesOf(serial) };
  return recordOf(plain, person, { held, sent: { organization: sent } }, { isTooEarly: true, organization }, random);
}

/** Records that the connector or Zendesk refuses, each of a person without other records. */
function faultyRecord(draw: UserStreamDraw, serial: number, random: SeededRandom): DrawnRecord {
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
      // An update first looks up the user, and finds none.
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

function agentsRecord(draw: UserStreamDraw, person: string, held: RecordData, random: SeededRandom): DrawnRecord {
  const refusal = { by: "connector", reasons: ["protected"] } as const;
  return recordOf({ ...draw, keyShape: "plain" }, person, { held, sent: {} }, { refusal }, random);
}

/** The same kinds of keys, but a team member's. */
function keysOfAgent(keys: RecordData, random: SeededRandom): RecordData {
  const agent = pick(AGENTS, random);
  return Object.fromEntries(Object.keys(keys).map((column) => [column, agent[column]]));
}

function invalidRecord(
  draw: UserStreamDraw,
  person: string,
  { held, sent }: Fields,
  random: SeededRandom,
): DrawnRecord {
  const isOfRole = draw.roles !== undefined && random.happens(0.3);
  const [field, value] = isOfRole ? drawInvalidRoleValue(random) : drawInvalidValue(random);
  const fields = { held, sent: { ...sent, [field]: value } };
  if (draw.dropsInvalid) return recordOf(draw, person, fields, {}, random);
  return recordOf(draw, person, fields, { refusal: { by: "connector", reasons: ["invalid_value"] } }, random);
}
