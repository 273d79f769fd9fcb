import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { notesOf } from "../draw-people.ts";
import type { NamedOrganizations } from "../organizations/named-organizations.ts";
import { nameOf } from "../organizations/draw-organization-keys.ts";
import { ORGANIZATIONS, type ScenarioOrganization } from "../organizations/shared-organizations.ts";
import { pick } from "../pick.ts";
import { type DrawnRecord, FIRST_OF_FAULTY, type StreamDraw, recordOf } from "../record-of.ts";
import type { OrganizationReference } from "../scenario.ts";
import { VALUE_MARK } from "../value-mark.ts";
import type { NamedUsers } from "./named-users.ts";
import { memberAddressOf, memberIdOf, membershipOf } from "./seeded-members.ts";

/** How the records of a stream name their users, and their organizations: by a key, or by a text that is one. */
export type UserNaming = "user_id" | "user.external_id" | "user.email" | "user";
export type OrganizationNaming = "organization_id" | "organization.external_id" | "organization.name" | "organization";

export interface MembershipStreamDraw extends StreamDraw {
  readonly object: "organization_memberships";
  readonly userNaming: UserNaming;
  readonly organizationNaming: OrganizationNaming;
  /** The only organization of each user of another stream: which of several would be the default is chance. */
  readonly organizationOf: Map<string, NamedPart>;
}

/** What a record names, and how. */
interface NamedPart {
  readonly name: string;
  readonly value: unknown;
  /** Of a thing that another stream writes. */
  readonly person?: string;
  readonly organization?: OrganizationReference;
}

export interface Nameable {
  readonly named: NamedOrganizations;
  readonly users: NamedUsers;
}

export function drawMembershipRecord(
  draw: MembershipStreamDraw,
  serial: number,
  { named, users }: Nameable,
  random: SeededRandom,
): DrawnRecord {
  if (random.happens(draw.faultyRate)) return faultyRecord(draw, serial, random);
  const isByExternalId = draw.userNaming === "user.external_id" || draw.userNaming === "user";
  const mayBeOthers = isByExternalId && draw.stream.mode !== "delete";
  const early = mayBeOthers && random.happens(0.03) ? users.drawUnwritten(random) : undefined;
  const other = early ?? (mayBeOthers && random.happens(0.4) ? users.drawWritten(random) : undefined);
  if (!other || !users.mayBeMember(other, draw.stream)) {
    const organization = drawOrganization(draw, named, random);
    return namingRecord(draw, serial, ownMember(draw, pick(draw.people, random)), organization, {}, random);
  }
  const user = { name: other.externalId, value: other.externalId, person: other.person };
  const organization = draw.organizationOf.get(other.person) ?? drawOrganization(draw, named, random);
  draw.organizationOf.set(other.person, organization);
  return namingRecord(draw, serial, user, organization, { isTooEarly: early !== undefined }, random);
}

function namingRecord(
  draw: MembershipStreamDraw,
  serial: number,
  user: NamedPart,
  organization: NamedPart,
  more: Partial<DrawnRecord>,
  random: SeededRandom,
): DrawnRecord {
  const held = {
    [draw.userNaming]: user.value,
    [draw.organizationNaming]: organization.value,
    notes: notesOf(serial),
  };
  const named = { organization: organization.organization, namedUser: user.person };
  const membership = membershipOf(user.name, organization.name);
  return recordOf(draw, membership, { held, sent: {} }, { ...named, ...more }, random);
}

function ownMember({ idOf, userNaming }: MembershipStreamDraw, member: string): NamedPart {
  const values: Readonly<Record<UserNaming, unknown>> = {
    user_id: Number(idOf(member)),
    "user.external_id": memberIdOf(member),
    "user.email": memberAddressOf(member),
    user: memberIdOf(member),
  };
  return { name: memberIdOf(member), value: values[userNaming] };
}

/** An organization of another stream, where one is written by now, or of those that are always there. */
function drawOrganization(
  { organizationNaming }: MembershipStreamDraw,
  named: NamedOrganizations,
  random: SeededRandom,
): NamedPart {
  const written = random.happens(0.4) ? named.drawWritten(random) : undefined;
  if (
    written?.organization.person !== undefined &&
    organizationNaming === `organization.${written.organization.column}`
  ) {
    const { organization } = written;
    return { name: nameOf(written.organization.person), value: organization.value, organization };
  }
  // As a text, the external ids of the others are names too.
  const shared =
    organizationNaming === "organization" ? [0, 3].flatMap((place) => ORGANIZATIONS[place] ?? []) : ORGANIZATIONS;
  return sharedOrganization(pick(shared, random), organizationNaming);
}

function sharedOrganization({ externalId, id, name }: ScenarioOrganization, naming: OrganizationNaming): NamedPart {
  const values: Readonly<Record<OrganizationNaming, unknown>> = {
    organization_id: id,
    "organization.external_id": externalId,
    "organization.name": name,
    organization: externalId,
  };
  return { name, value: values[naming], organization: { column: "id", value: String(id) } };
}

/** Records that name nobody, nothing, or only one of the two. */
function faultyRecord(draw: MembershipStreamDraw, serial: number, random: SeededRandom): DrawnRecord {
  const { organizationNaming, stream, userNaming } = draw;
  const user = ownMember(draw, pick(draw.people, random));
  const organization = sharedOrganization(pick(ORGANIZATIONS.slice(0, 1), random), organizationNaming);
  const nobody = `${VALUE_MARK}-nobody-${FIRST_OF_FAULTY + serial}`;
  const unknown = { [userNaming]: unknownValue(userNaming, nobody) };
  const noOrganization = { [organizationNaming]: unknownValue(organizationNaming, nobody) };
  const faults: readonly (readonly [fields: RecordData, reason: string])[] = [
    [{ [userNaming]: user.value }, "missing_key"],
    [{ [organizationNaming]: organization.value }, "missing_key"],
    [{ [userNaming]: { nobody }, [organizationNaming]: organization.value }, "invalid_value"],
    [{ ...unknown, [organizationNaming]: organization.value }, "not_found"],
    [{ [userNaming]: user.value, ...noOrganization }, "not_found"],
  ];
  const [fields, reason] = pick(faults, random);
  const held = { ...fields, notes: notesOf(serial) };
  const person = membershipOf(nobody, nobody);
  // What does not exist is deleted already.
  const isAbsent = stream.mode === "delete" && reason === "not_found";
  const refusal = isAbsent ? undefined : ({ by: "connector", reasons: [reason] } as const);
  return recordOf(draw, person, { held, sent: {} }, { refusal }, random);
}

function unknownValue(naming: UserNaming | OrganizationNaming, nobody: string): unknown {
  if (naming.endsWith("_id")) return 4567;
  return naming === "user.email" ? `${nobody}@example.com` : nobody;
}
