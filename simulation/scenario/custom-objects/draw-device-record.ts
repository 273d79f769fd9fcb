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
import type { DEVICES } from "./device-object.ts";
import { type DeviceKeying, keysOfDevice, sentRecordId } from "./draw-device-keys.ts";
import { type DeviceValueDraw, deviceField, drawDeviceValues, drawInvalidDeviceValue } from "./draw-device-values.ts";
import { UNKNOWN_OWNER, drawOwner } from "./draw-owner.ts";

const TOO_LONG = "n".repeat(256);
/** More than Zendesk takes as one record. */
const TOO_LARGE = "n".repeat(33 * 1024);

export interface DeviceStreamDraw extends StreamDraw {
  readonly object: typeof DEVICES;
  readonly keying: DeviceKeying;
  readonly values: DeviceValueDraw;
  /** A record without a name cannot create what a lagging search does not find yet. */
  readonly isAlwaysNamed: boolean;
  readonly hasOwners: boolean;
}

export function drawDeviceRecord(
  draw: DeviceStreamDraw,
  serial: number,
  sofarOf: Map<string, PersonSoFar>,
  random: SeededRandom,
): DrawnRecord {
  const { key, mode } = draw.stream;
  if (mode !== "delete" && random.happens(draw.faultyRate)) return faultyRecord(draw, serial, random);
  const device = pick(draw.people, random);
  const sofar = sofarOf.get(device) ?? { turn: 0, isKnown: false };
  sofarOf.set(device, sofar);
  const { name, ...keys } = keysOfDevice(draw, device, sofar.turn, random);
  sofar.turn += 1;
  const named = { ...keys, ...(name !== undefined && { name }) };
  if (random.happens(draw.deletionRate)) {
    sofar.isKnown = false;
    const held = { ...named, [deviceField("notes")]: notesOf(serial) };
    return recordOf(draw, device, { held, sent: sentId(keys, random) }, { isDeletion: true }, random);
  }
  const isNamed =
    key === "name" || !("external_id" in keys) || !sofar.isKnown || random.happens(0.85) || draw.isAlwaysNamed;
  sofar.isKnown = true;
  const values = drawDeviceValues(serial, draw.values, random);
  const owner = draw.hasOwners && random.happens(0.5) ? drawOwner(random) : undefined;
  const fields = {
    held: { ...(isNamed ? named : keys), ...values.held, ...owner?.held },
    sent: { ...values.sent, ...owner?.sent, ...sentId(keys, random) },
  };
  return recordOf(draw, device, fields, {}, random);
}

/** Ids of these records are words. */
function sentId({ id }: Fields["held"], random: SeededRandom): Fields["sent"] {
  return typeof id === "string" ? { id: sentRecordId(id, random) } : {};
}

/** Records that the connector or Zendesk refuses, each of a device without any other record. */
function faultyRecord(draw: DeviceStreamDraw, serial: number, random: SeededRandom): DrawnRecord {
  const { key, mode } = draw.stream;
  const device = `${draw.stream.configured.name}-${FIRST_OF_FAULTY + 2 * serial}`;
  const keys = keysOfDevice(draw, device, 0, random);
  const values = drawDeviceValues(serial, { ...draw.values, isRich: false }, random);
  const held = { ...keys, ...values.held };
  const sent = { ...values.sent, ...sentId(keys, random) };
  const missing = mode === "update" || key === "id" ? ["not_found"] : [];
  const refused = (fields: Fields, by: Refusal["by"], ...reasons: readonly string[]): DrawnRecord =>
    recordOf(draw, device, fields, { refusal: { by, reasons } }, random);
  switch (random.whole(key === "id" ? 7 : 6)) {
    case 0:
      return refused({ held: values.held, sent: {} }, "connector", "missing_key");
    case 1: {
      const [field, value] = drawInvalidDeviceValue(random);
      const fields = { held, sent: { ...sent, [field]: value } };
      if (draw.dropsInvalid) return recordOf(draw, device, fields, {}, random);
      return refused(fields, "connector", "invalid_value");
    }
    case 2: {
      const { name: _left, ...others } = held;
      const hasKey = key === "id" || (key === "external_id" && "external_id" in others);
      if (!hasKey) return refused({ held: values.held, sent: {} }, "connector", "missing_key");
      return refused({ held: others, sent: sentId(keys, random) }, "zendesk", ...missing, "missing_required_field");
    }
    case 3: {
      const fields = { held: { ...held, name: `${String(held["name"])} ${TOO_LONG}` }, sent: sentId(keys, random) };
      return refused(fields, "zendesk", ...missing, "zendesk_error");
    }
    case 4:
      return refused({ held: { ...held, ...UNKNOWN_OWNER }, sent }, "zendesk", "not_found");
    case 5: {
      const fields = { held: { ...held, [deviceField("details")]: TOO_LARGE }, sent: sentId(keys, random) };
      return refused(fields, "connector", "too_large");
    }
    default:
      return wrongIdRecord(draw, device, { held, sent: values.sent }, random);
  }
}
