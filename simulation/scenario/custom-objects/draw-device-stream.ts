import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import type { StreamLimits } from "../draw-stream.ts";
import { drawExisting, drawNamedStream } from "../named-things.ts";
import { DEVICES, deviceNameOf } from "./device-object.ts";
import { keysOfDevice } from "./draw-device-keys.ts";
import type { DeviceStreamDraw } from "./draw-device-record.ts";
import { deviceField } from "./draw-device-values.ts";
import { drawOwner } from "./draw-owner.ts";
import type { SeededDevices } from "./seeded-devices.ts";

export function drawDeviceStream(limits: StreamLimits, random: SeededRandom): DeviceStreamDraw {
  const clears = limits.settings["null_handling"] === "clear";
  return drawNamedStream(
    {
      object: DEVICES,
      ownKeying: "case_twins",
      isInEveryMode: true,
      idOf: (device) => limits.devices.idOf(device),
      drawValues: () => ({ values: { isRich: random.happens(0.3), clears }, hasOwners: random.happens(0.4) }),
    },
    limits,
    random,
  );
}

/** Some of the stream's devices already exist. */
export function seedDevicesOf(draw: DeviceStreamDraw, seeded: SeededDevices, random: SeededRandom): void {
  for (const device of drawExisting(draw, random)) {
    const former = draw.stream.key === "id" ? "both" : draw.keying;
    const keys = keysOfDevice({ ...draw, keying: former }, device, 0, random);
    const owner = draw.hasOwners && random.happens(0.5) ? drawOwner(random).held[deviceField("owner")] : undefined;
    const fields = { details: "was here", ...(owner !== undefined && { owner }) };
    seeded.add({ name: deviceNameOf(device), ...keys, custom_object_fields: fields }, device);
  }
}
