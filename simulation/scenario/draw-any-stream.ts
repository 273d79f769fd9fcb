import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { type UserStreamDraw, drawUserRecord } from "./draw-record.ts";
import { type StreamLimits, drawUserStream, seedPeople } from "./draw-stream.ts";
import { type OrganizationStreamDraw, drawOrganizationRecord } from "./organizations/draw-organization-record.ts";
import { drawOrganizationStream, seedOrganizationsOf } from "./organizations/draw-organization-stream.ts";
import { DEVICES } from "./custom-objects/device-object.ts";
import { type DeviceStreamDraw, drawDeviceRecord } from "./custom-objects/draw-device-record.ts";
import { drawDeviceStream, seedDevicesOf } from "./custom-objects/draw-device-stream.ts";
import type { NamedOrganizations } from "./organizations/named-organizations.ts";
import type { DrawnRecord, PersonSoFar } from "./record-of.ts";
import { OBJECT_NAMES, type ObjectName } from "./scenario.ts";
import { type TicketStreamDraw, drawTicketRecord } from "./tickets/draw-ticket-record.ts";
import { drawTicketStream, seedTicketsOf } from "./tickets/draw-ticket-stream.ts";

export type AnyStreamDraw = UserStreamDraw | OrganizationStreamDraw | TicketStreamDraw | DeviceStreamDraw;

/** How likely a stream is to be of each object. */
const SHARES: Readonly<Record<ObjectName, number>> = {
  organizations: 0.25,
  users: 0.55,
  tickets: 0.1,
  "custom_objects/device": 0.1,
};

/** Draws a stream of an object, and seeds some of its things. */
const DRAWERS: Readonly<Record<ObjectName, (limits: StreamLimits, random: SeededRandom) => AnyStreamDraw>> = {
  organizations: (limits, random) => {
    const draw = drawOrganizationStream(limits, random);
    seedOrganizationsOf(draw, limits.organizations, random);
    return draw;
  },
  users: (limits, random) => {
    const draw = drawUserStream(limits, random);
    seedPeople(draw, limits.seeded, random);
    return draw;
  },
  tickets: (limits, random) => {
    const draw = drawTicketStream(limits, random);
    seedTicketsOf(draw, limits.tickets, random);
    return draw;
  },
  [DEVICES]: (limits, random) => {
    const draw = drawDeviceStream(limits, random);
    seedDevicesOf(draw, limits.devices, random);
    return draw;
  },
};

export function drawAnyStream(limits: StreamLimits, random: SeededRandom): AnyStreamDraw {
  let chance = random.next();
  const object = OBJECT_NAMES.find((name) => (chance -= SHARES[name]) < 0) ?? "users";
  return DRAWERS[object](limits, random);
}

/** What the earlier records did. */
export interface InputSoFar {
  readonly named: NamedOrganizations;
  readonly people: Map<string, PersonSoFar>;
}

export function drawAnyRecord(
  draw: AnyStreamDraw,
  serial: number,
  { named, people }: InputSoFar,
  random: SeededRandom,
): DrawnRecord {
  switch (draw.object) {
    case "users":
      return drawUserRecord(draw, serial, people, named, random);
    case "organizations": {
      const drawn = drawOrganizationRecord(draw, serial, people, random);
      named.noteRecord(drawn);
      return drawn;
    }
    case "tickets":
      return drawTicketRecord(draw, serial, people, random);
    case DEVICES:
      return drawDeviceRecord(draw, serial, people, random);
  }
}
