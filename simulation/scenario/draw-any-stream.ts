import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { type UserStreamDraw, drawUserRecord } from "./draw-record.ts";
import { type StreamLimits, drawUserStream, seedPeople } from "./draw-stream.ts";
import { type OrganizationStreamDraw, drawOrganizationRecord } from "./organizations/draw-organization-record.ts";
import { drawOrganizationStream, seedOrganizationsOf } from "./organizations/draw-organization-stream.ts";
import type { NamedOrganizations } from "./organizations/named-organizations.ts";
import type { DrawnRecord, PersonSoFar } from "./record-of.ts";

export type AnyStreamDraw = UserStreamDraw | OrganizationStreamDraw;

/** Draws a stream of any object, and seeds some of its things. */
export function drawAnyStream(limits: StreamLimits, random: SeededRandom): AnyStreamDraw {
  if (random.happens(0.3)) {
    const draw = drawOrganizationStream(limits, random);
    seedOrganizationsOf(draw, limits.organizations, random);
    return draw;
  }
  const draw = drawUserStream(limits, random);
  seedPeople(draw, limits.seeded, random);
  return draw;
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
  if (draw.object === "users") return drawUserRecord(draw, serial, people, named, random);
  const drawn = drawOrganizationRecord(draw, serial, people, random);
  named.noteRecord(drawn);
  return drawn;
}
