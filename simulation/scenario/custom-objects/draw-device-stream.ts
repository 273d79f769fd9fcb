import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import type { KeyShape } from "../draw-keys.ts";
import { drawShape } from "../draw-shape.ts";
import { type StreamLimits, configuredStream } from "../draw-stream.ts";
import { pick } from "../pick.ts";
import type { Mode } from "../scenario.ts";
import { DEVICES, deviceNameOf } from "./device-object.ts";
import { type DeviceKeying, STABLE, keysOfDevice } from "./draw-device-keys.ts";
import type { DeviceStreamDraw } from "./draw-device-record.ts";
import { deviceField } from "./draw-device-values.ts";
import { drawOwner } from "./draw-owner.ts";
import type { SeededDevices } from "./seeded-devices.ts";

export function drawDeviceStream(limits: StreamLimits, random: SeededRandom): DeviceStreamDraw {
  const { devices, name, records, settings } = limits;
  const mode = pick<Mode>(["upsert", "upsert", "upsert", "upsert", "update", "insert", "delete"], random);
  const keying = drawKeying(mode, limits, random);
  const key = keying === "id_and_others" || keying === "id" ? "id" : keyOf(keying);
  const shape = drawShape(
    { object: DEVICES, hasRoles: false, mayBeMapped: mode === "upsert", isById: key === "id" },
    random,
  );
  const isKeyChosen = mode !== "upsert" || key === "id" || keying === "name_and_external_id";
  const stream = configuredStream({ object: DEVICES, name, mode, key, shape, isKeyChosen }, random);
  const hasDeletions = mode === "upsert" && settings["deleted_records"] !== undefined;
  // After an interruption, an insert without a name misses what a lagging search does not find yet.
  const keyShape = drawKeyShape(keying, !(limits.missesNew && mode === "insert"), random);
  const isSearched = key === "name" || keyShape === "comma";
  const count = Math.max(1, Math.ceil(records / pick([1, 2, 4, 20], random)));
  return {
    object: DEVICES,
    stream,
    keying,
    keyShape,
    idOf: (device) => devices.idOf(device),
    shape,
    values: { isRich: random.happens(0.3), clears: settings["null_handling"] === "clear" },
    hasOwners: random.happens(0.4),
    people: Array.from({ length: count }, (_, index) => `${name}-${index}`),
    dropsInvalid: settings["on_invalid_value"] === "drop_value",
    isAlwaysNamed: limits.missesNew && isSearched,
    // A deletion that is sent again misses what a lagging search does not find yet.
    deletionRate: hasDeletions && STABLE.has(keying) && !(limits.missesNew && isSearched) ? 0.08 : 0,
    faultyRate: random.happens(0.5) ? 0 : random.next() * 0.2,
    noiseRate: random.happens(0.1) ? 0.05 : 0,
  };
}

function keyOf(keying: DeviceKeying): "external_id" | "name" {
  return keying === "name" || keying === "name_and_external_id" ? "name" : "external_id";
}

function drawKeying(mode: Mode, { isCalm }: StreamLimits, random: SeededRandom): DeviceKeying {
  const byId = pick<DeviceKeying>(["id", "id_and_others"], random);
  const keyings: readonly DeviceKeying[] =
    mode === "upsert"
      ? [
          "both",
          "both",
          "case_twins",
          "renamed",
          "twins",
          "name",
          "name_and_external_id",
          "linked_later",
          byId,
          // If the order depends on a record before a state, only a sync that is never resumed can keep it.
          ...(isCalm ? (["tangled"] as const) : []),
        ]
      : ["both", "case_twins", "name", ...(mode === "update" ? (["renamed", byId] as const) : (["id"] as const))];
  return pick(keyings, random);
}

function drawKeyShape(keying: DeviceKeying, mayBeSearched: boolean, random: SeededRandom): KeyShape {
  if (keying === "case_twins" || keying === "twins" || keying === "tangled" || random.happens(0.5)) return "plain";
  // A list of ids is separated by commas, so a device with a comma in its id is searched for.
  return pick(["padded", "odd", "number", "float", ...(mayBeSearched ? (["comma"] as const) : [])], random);
}

/** Some of the stream's devices already exist. */
export function seedDevicesOf(draw: DeviceStreamDraw, seeded: SeededDevices, random: SeededRandom): void {
  const { keying, people, stream } = draw;
  if (keying === "tangled" || keying === "linked_later") return;
  const rate = stream.mode === "upsert" && stream.key !== "id" ? 0.2 : 0.7;
  for (const device of people) {
    if (!random.happens(rate)) continue;
    const former = stream.key === "id" ? "both" : keying;
    const keys = keysOfDevice({ ...draw, keying: former }, device, 0, random);
    const owner = draw.hasOwners && random.happens(0.5) ? drawOwner(random).held[deviceField("owner")] : undefined;
    const fields = { details: "was here", ...(owner !== undefined && { owner }) };
    seeded.add({ name: deviceNameOf(device), ...keys, custom_object_fields: fields }, device);
  }
}
