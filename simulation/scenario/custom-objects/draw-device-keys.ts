import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { type KeyShape, digitsOf, externalIdOf } from "../draw-keys.ts";
import { type NamedKeying, anyCase, keysOfNamedThing } from "../named-things.ts";
import { pick } from "../pick.ts";
import { deviceNameOf } from "./device-object.ts";

/** How the records of a stream identify their device. */
export type DeviceKeying = NamedKeying | "case_twins";

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
  // The external ids of two devices differ only in case.
  if (keying === "case_twins") return { external_id: caseTwin(external_id, device), name };
  const hasAnyCase = keying === "both" || keying === "name";
  const keys = { external_id, name: hasAnyCase ? anyCase(name, random) : name, id };
  return keysOfNamedThing(keying, keys, turn, random);
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
