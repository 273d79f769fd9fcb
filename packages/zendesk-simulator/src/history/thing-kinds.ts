import type { Account } from "../account/account.ts";
import type { CustomObject } from "../custom-objects/custom-object.ts";
import type { CustomRecord } from "../custom-objects/custom-record.ts";
import { recordView } from "../custom-objects/record-view.ts";
import type { Organization } from "../organizations/organization-store.ts";
import { membershipView, organizationView } from "../organizations/organization-view.ts";
import { commentView, ticketView } from "../tickets/ticket-view.ts";
import type { Ticket } from "../tickets/ticket.ts";
import type { Membership, StoredUser } from "../users/stored-user.ts";
import { userView } from "../users/user-view.ts";
import { flatFields } from "./thing-fields.ts";
import type { Thing, ThingKind } from "./thing-kind.ts";

/** Every kind of thing that the account holds now. Tests may define custom objects at any time. */
export function thingKinds(account: Account): readonly ThingKind[] {
  return [
    general(users(account)),
    general(organizations(account)),
    general(memberships(account)),
    general(tickets(account)),
    ...account.customObjects.all().map((object) => general(recordsOf(object))),
  ];
}

/** Undefined for a kind that the account does not have. */
export function thingKind(account: Account, key: string): ThingKind | undefined {
  return thingKinds(account).find((kind) => kind.key === key);
}

/** Each kind is only ever given what it returned itself. */
function general<Kept extends Thing>(kind: ThingKind<Kept>): ThingKind {
  return kind as unknown as ThingKind;
}

function users(account: Account): ThingKind<StoredUser> {
  return {
    key: "users",
    title: "Users",
    columns: ["external_id", "email", "phone", "role", "tags"],
    all: () => account.users.all(),
    find: (id) => account.users.byId(Number(id)),
    nameOf: ({ name }) => name,
    fieldsOf: (user) => ({
      ...flatFields(userView(user, account.userFields, "")),
      identities: user.identities.map(({ type, value }) => `${type}: ${value}`),
      organization_ids: user.memberships.map(({ organizationId }) => organizationId),
    }),
  };
}

function organizations(account: Account): ThingKind<Organization> {
  return {
    key: "organizations",
    title: "Organizations",
    columns: ["external_id", "domain_names", "tags"],
    all: () => account.organizations.all(),
    find: (id) => account.organizations.formerById(Number(id)),
    nameOf: ({ name }) => name,
    fieldsOf: (organization) => flatFields(organizationView(organization, account.organizationFields, "")),
  };
}

interface MembershipThing extends Thing {
  readonly id: number;
  readonly user: StoredUser;
  readonly membership: Membership;
}

function memberships(account: Account): ThingKind<MembershipThing> {
  const nameOf = (id: number) => account.organizations.formerById(id)?.name ?? String(id);
  const thing = ({ user, membership }: { user: StoredUser; membership: Membership }): MembershipThing => ({
    id: membership.id,
    updatedAt: user.updatedAt,
    active: user.active,
    user,
    membership,
  });
  return {
    key: "organization_memberships",
    title: "Memberships",
    columns: ["user_id", "organization_id", "default"],
    all: () => [...account.memberships.all()].map(thing),
    find: (id) => {
      const found = account.memberships.byId(Number(id));
      return found === undefined ? undefined : thing(found);
    },
    nameOf: ({ user, membership }) => membershipName(user.name, nameOf(membership.organizationId)),
    fieldsOf: ({ user, membership }) =>
      flatFields(membershipView(user, membership, nameOf(membership.organizationId), "")),
  };
}

export function membershipName(user: string, organization: string): string {
  return `${user} in ${organization}`;
}

function tickets(account: Account): ThingKind<Ticket> {
  return {
    key: "tickets",
    title: "Tickets",
    columns: ["external_id", "status", "requester_id", "tags"],
    all: () => account.tickets.all(),
    find: (id) => account.tickets.formerById(Number(id)),
    nameOf: ({ id, subject }) => `#${id} ${subject ?? ""}`,
    fieldsOf: (ticket) => ({
      ...flatFields(ticketView(ticket, account.ticketFields, "")),
      comments: ticket.comments.map((comment) => String(commentView(comment)["body"])),
    }),
  };
}

function recordsOf(object: CustomObject): ThingKind<CustomRecord> {
  const { key, titlePluralized, fields, records } = object;
  return {
    key: `custom_objects/${key}`,
    title: titlePluralized,
    columns: ["external_id", ...fields.list.slice(0, 3).map((field) => `custom_object_fields.${field.key}`)],
    all: () => records.all(),
    find: (id) => records.formerById(id),
    nameOf: ({ name }) => name,
    fieldsOf: (record) => flatFields(recordView(object, record, "")),
  };
}
