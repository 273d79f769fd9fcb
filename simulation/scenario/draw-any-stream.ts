import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { type UserStreamDraw, drawUserRecord } from "./draw-record.ts";
import { type StreamLimits, drawUserStream, seedPeople } from "./draw-stream.ts";
import { type OrganizationStreamDraw, drawOrganizationRecord } from "./organizations/draw-organization-record.ts";
import { drawOrganizationStream, seedOrganizationsOf } from "./organizations/draw-organization-stream.ts";
import { DEVICES } from "./custom-objects/device-object.ts";
import { type DeviceStreamDraw, drawDeviceRecord } from "./custom-objects/draw-device-record.ts";
import { drawDeviceStream, seedDevicesOf } from "./custom-objects/draw-device-stream.ts";
import { type MembershipStreamDraw, drawMembershipRecord } from "./memberships/draw-membership-record.ts";
import { drawMembershipStream, seedMembersOf } from "./memberships/draw-membership-stream.ts";
import type { NamedUsers } from "./memberships/named-users.ts";
import type { NamedOrganizations } from "./organizations/named-organizations.ts";
import type { DrawnRecord, PersonSoFar } from "./record-of.ts";
import { OBJECT_NAMES, type ObjectName } from "./scenario.ts";
import { type TicketStreamDraw, drawTicketRecord } from "./tickets/draw-ticket-record.ts";
import { drawTicketStream, seedTicketsOf } from "./tickets/draw-ticket-stream.ts";

export type AnyStreamDraw =
  | UserStreamDraw
  | OrganizationStreamDraw
  | TicketStreamDraw
  | DeviceStreamDraw
  | MembershipStreamDraw;

/** How likely a stream is to be of each object. */
const SHARES: Readonly<Record<ObjectName, number>> = {
  organizations: 0.25,
  users: 0.45,
  tickets: 0.1,
  "custom_objects/device": 0.1,
  organization_memberships: 0.1,
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
  organization_memberships: (limits, random) => {
    const draw = drawMembershipStream(limits, random);
    seedMembersOf(draw, limits, random);
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
  /** Those that users may name: where memberships are written, the order of the two is chance. */
  readonly namedByUsers: NamedOrganizations;
  readonly users: NamedUsers;
  readonly people: Map<string, PersonSoFar>;
}

export function drawAnyRecord(
  draw: AnyStreamDraw,
  serial: number,
  { named, namedByUsers, people, users }: InputSoFar,
  random: SeededRandom,
): DrawnRecord {
  switch (draw.object) {
    case "users": {
      const drawn = drawUserRecord(draw, serial, people, namedByUsers, random);
      users.noteRecord(drawn);
      return drawn;
    }
    case "organizations": {
      const drawn = drawOrganizationRecord(draw, serial, people, random);
      named.noteRecord(drawn);
      return drawn;
    }
    case "tickets":
      return drawTicketRecord(draw, serial, { sofarOf: people, users }, random);
    case DEVICES:
      return drawDeviceRecord(draw, serial, people, random);
    case "organization_memberships":
      return drawMembershipRecord(draw, serial, { named, users }, random);
  }
}
