import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { type KeyShape, digitsOf, externalIdOf } from "../draw-keys.ts";
import { pick } from "../pick.ts";
import { deviceNameOf } from "./device-object.ts";

/** How the records of a stream identify their device. */
export type DeviceKeying =
  | "both"
  | "case_twins"
  | "renamed"
  | "twins"
  | "tangled"
  | "name"
  | "name_and_external_id"
  | "linked_later"
  | "id"
  | "id_and_others";

/** With these, each record of a device has the same keys, and no other device has one of them. */
export const STABLE: ReadonlySet<DeviceKeying> = new Set(["both", "case_twins", "name", "id"]);

export interface DeviceKeys {
  readonly keying: DeviceKeying;
  readonly keyShape: KeyShape;
  /** Zendesk's id of a device that the account has. */
  readonly idOf: (device: string) => string | undefined;
}

/** The keys of a device's record as Zendesk should hold them. `turn` counts its records from 0. */
export function keysOfDevice(
  { idOf, keying, keyShape }: DeviceKeys,
  device: string,
  turn: number,
  random: SeededRandom,
): RecordData {
  const external_id = externalIdOf(device, keyShape);
  const name = deviceNameOf(device);
  const id = idOf(device) ?? unknownIdOf(device);
  switch (keying) {
    case "both":
      return { external_id, name: anyCase(name, random) };
    // The external ids of two devices differ only in case.
    case "case_twins":
      return { external_id: caseTwin(external_id, device), name };
    // A new name now and then, which no other device ever has.
    case "renamed":
      return { external_id, name: `${name} ${Math.floor(turn / 2)}` };
    // Another id has the same name as the first one.
    case "twins":
      return { external_id: turn > 0 && random.happens(0.3) ? `${external_id}-twin` : external_id, name };
    // Two devices take names from each other: whether a record is taken depends on the order.
    case "tangled": {
      const own = pick([external_id, `${external_id}-twin`], random);
      return { external_id: own, name: pick([name, `${name} too`], random) };
    }
    case "name":
      return { name: anyCase(name, random) };
    case "name_and_external_id":
      return random.happens(0.5) ? { name, external_id } : { name };
    // A device that was created by its name alone is not found by an external id.
    case "linked_later":
      return turn === 0 || random.happens(0.3) ? { name } : { external_id, name };
    case "id":
      return { id };
    case "id_and_others":
      return { id, ...(random.happens(0.5) && { external_id, name }) };
  }
}

/** An id of a record as a source may send it. */
export function sentRecordId(id: string, random: SeededRandom): string {
  return pick([id, id.toLowerCase(), ` ${id} `], random);
}

/** The id of every second device is that of the one before it, in capitals. */
function caseTwin(external_id: string, device: string): string {
  const place = Number(/\d+$/.exec(device)?.[0]);
  return place % 2 === 0 ? external_id : external_id.replace(/\d+$/, String(place - 1)).toUpperCase();
}

/** Ids begin with the time, and this one is of 1970. */
function unknownIdOf(device: string): string {
  return digitsOf(device).padStart(26, "0");
}

function anyCase(text: string, random: SeededRandom): string {
  return random.happens(0.5) ? text : text.toUpperCase();
}
