import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { notesOf } from "../draw-people.ts";
import { pick } from "../pick.ts";
import {
  type DrawnRecord,
  type Fields,
  FIRST_OF_FAULTY,
  type PersonSoFar,
  type StreamDraw,
  recordOf,
  wrongIdRecord,
} from "../record-of.ts";
import type { Refusal } from "../scenario.ts";
import { type OrganizationKeying, keysOfOrganization } from "./draw-organization-keys.ts";
import {
  type OrganizationValueDraw,
  drawInvalidOrganizationValue,
  drawOrganizationValues,
} from "./draw-organization-values.ts";

const TOO_LONG = "n".repeat(256);

export interface OrganizationStreamDraw extends StreamDraw {
  readonly object: "organizations";
  readonly keying: OrganizationKeying;
  readonly values: OrganizationValueDraw;
  /** A record without a name cannot create what a lagging search does not find yet. */
  readonly isAlwaysNamed: boolean;
}

export function drawOrganizationRecord(
  draw: OrganizationStreamDraw,
  serial: number,
  sofarOf: Map<string, PersonSoFar>,
  random: SeededRandom,
): DrawnRecord {
  const { key, mode } = draw.stream;
  if (mode !== "delete" && random.happens(draw.faultyRate)) return faultyRecord(draw, serial, random);
  const organization = pick(draw.people, random);
  const sofar = sofarOf.get(organization) ?? { turn: 0, isKnown: false };
  sofarOf.set(organization, sofar);
  const { name, ...keys } = keysOfOrganization(draw, organization, sofar.turn, random);
  sofar.turn += 1;
  const named = { ...keys, ...(name !== undefined && { name }) };
  if (random.happens(draw.deletionRate)) {
    sofar.isKnown = false;
    const fields = { held: { ...named, notes: notesOf(serial) }, sent: {} };
    return recordOf(draw, organization, fields, { isDeletion: true }, random);
  }
  const isNamed =
    key === "name" || !("external_id" in keys) || !sofar.isKnown || random.happens(0.85) || draw.isAlwaysNamed;
  sofar.isKnown = true;
  const values = drawOrganizationValues(serial, draw.values, random);
  const fields = { held: { ...(isNamed ? named : keys), ...values.held }, sent: values.sent };
  return recordOf(draw, organization, fields, {}, random);
}

/** Records that the connector or Zendesk refuses, each of an organization without any other record. */
function faultyRecord(draw: OrganizationStreamDraw, serial: number, random: SeededRandom): DrawnRecord {
  const { key, mode } = draw.stream;
  const organization = `${draw.stream.configured.name}-${FIRST_OF_FAULTY + serial}`;
  const keys = keysOfOrganization(draw, organization, 0, random);
  const values = drawOrganizationValues(serial, { ...draw.values, hasLists: false, isRich: false }, random);
  const held = { ...keys, ...values.held };
  const missing = mode === "update" || key === "id" ? ["not_found"] : [];
  const refused = (fields: Fields, by: Refusal["by"], ...reasons: readonly string[]): DrawnRecord =>
    recordOf(draw, organization, fields, { refusal: { by, reasons } }, random);
  switch (random.whole(key === "id" ? 5 : 4)) {
    case 0:
      return refused({ held: values.held, sent: {} }, "connector", "missing_key");
    case 1: {
      const [field, value] = drawInvalidOrganizationValue(random);
      const fields = { held, sent: { ...values.sent, [field]: value } };
      if (draw.dropsInvalid) return recordOf(draw, organization, fields, {}, random);
      return refused(fields, "connector", "invalid_value");
    }
    case 2: {
      const { name: _left, ...others } = held;
      const hasKey = key === "id" || (key === "external_id" && "external_id" in others);
      if (!hasKey) return refused({ held: values.held, sent: {} }, "connector", "missing_key");
      return refused({ held: others, sent: {} }, "zendesk", ...missing, "missing_required_field");
    }
    case 3: {
      const fields = { held: { ...held, name: `${String(held["name"])} ${TOO_LONG}` }, sent: {} };
      return refused(fields, "zendesk", ...missing, "zendesk_error");
    }
    default:
      return wrongIdRecord(draw, organization, { held, sent: values.sent }, random);
  }
}
