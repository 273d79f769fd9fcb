import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { drawPeople, drawRates } from "../draw-frame.ts";
import { drawShape } from "../draw-shape.ts";
import { type StreamLimits, configuredStream } from "../draw-stream.ts";
import { ORGANIZATIONS } from "../organizations/shared-organizations.ts";
import { pick } from "../pick.ts";
import type { Mode } from "../scenario.ts";
import type { MembershipStreamDraw, OrganizationNaming, UserNaming } from "./draw-membership-record.ts";

export function drawMembershipStream(limits: StreamLimits, random: SeededRandom): MembershipStreamDraw {
  const { members, name, settings } = limits;
  const object = "organization_memberships";
  const mode = pick<Mode>(["upsert", "upsert", "insert", "delete"], random);
  const shape = drawShape({ object, hasRoles: false, mayBeMapped: false, isById: false }, random);
  const flat = { ...shape, customFields: "flat" } as const;
  const users: readonly UserNaming[] = ["user_id", "user.external_id", "user.external_id", "user.email", "user"];
  const organizations: readonly OrganizationNaming[] = [
    "organization_id",
    "organization.external_id",
    "organization.name",
    "organization",
  ];
  const userNaming = pick(users, random);
  const organizationNaming = pick(organizations, random);
  const stream = configuredStream({ object, name, mode, key: "pair", shape: flat, isKeyChosen: false }, random);
  const primaryKey = random.happens(0.5) ? [userNaming, organizationNaming] : undefined;
  const people = drawPeople(limits, [2, 4, 20], random);
  return {
    object,
    stream: { ...stream, configured: { ...stream.configured, ...(primaryKey && { primaryKey }) } },
    userNaming,
    organizationNaming,
    organizationOf: new Map(),
    keyShape: "plain",
    idOf: (member) => members.idOf(member),
    shape: flat,
    people,
    dropsInvalid: settings["on_invalid_value"] === "drop_value",
    deletionRate: 0,
    ...drawRates(random),
  };
}

/** The stream's users exist, and some are members already. */
export function seedMembersOf(
  { people, stream }: MembershipStreamDraw,
  { members }: StreamLimits,
  random: SeededRandom,
): void {
  const rate = stream.mode === "delete" ? 0.6 : 0.15;
  for (const member of people) {
    const organizations = ORGANIZATIONS.filter(() => random.happens(rate));
    members.add(member, organizations);
  }
}
