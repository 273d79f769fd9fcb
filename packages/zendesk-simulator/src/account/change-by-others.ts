import { type JsonObject, textOf } from "../json.ts";
import type { Organization } from "../organizations/organization-store.ts";
import { namedOrganization, writeOrganization } from "../organizations/write-organization.ts";
import type { UserMembership } from "../organizations/write-membership.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import type { Ticket } from "../tickets/ticket.ts";
import { createTicket, updateTicket } from "../tickets/write-ticket.ts";
import type { StoredUser } from "../users/stored-user.ts";
import { matchedUser, writeUser } from "../users/write-user.ts";
import type { Account } from "./account.ts";
import { changeMembership, type MembershipChange } from "./change-memberships.ts";
import { type ChangedRecord, changeRecord, type RecordChange } from "./change-records.ts";

/** A user named by `id`, `external_id` or `email`, in this order. */
type UserName = JsonObject;

/** An organization named by `id`, `external_id` or `name`, in this order. */
type OrganizationName = JsonObject;

/** What someone else does to a user of the account while a client writes. */
type UserChange =
  | { readonly action: "create"; readonly change: JsonObject }
  | { readonly action: "update"; readonly user: UserName; readonly change: JsonObject }
  | { readonly action: "replace_email"; readonly user: UserName; readonly email: string }
  | { readonly action: "merge"; readonly user: UserName; readonly into: UserName }
  | { readonly action: "delete"; readonly user: UserName };

type OrganizationChange =
  | { readonly action: "create_organization"; readonly change: JsonObject }
  | { readonly action: "update_organization"; readonly organization: OrganizationName; readonly change: JsonObject }
  | { readonly action: "delete_organization"; readonly organization: OrganizationName };

/** A ticket named by `id` or `external_id`. */
type TicketName = JsonObject;

type TicketChange =
  | { readonly action: "create_ticket"; readonly change: JsonObject }
  | { readonly action: "update_ticket"; readonly ticket: TicketName; readonly change: JsonObject }
  | { readonly action: "delete_ticket"; readonly ticket: TicketName };

/** What someone else does in the account while a client writes. */
export type OthersChange = UserChange | OrganizationChange | TicketChange | RecordChange | MembershipChange;

/** What was changed. */
interface Changed {
  readonly user?: StoredUser;
  readonly organization?: Organization;
  readonly ticket?: Ticket;
  readonly record?: ChangedRecord;
  readonly membership?: UserMembership;
}

export const OTHERS_ACTIONS: readonly OthersChange["action"][] = [
  "create",
  "update",
  "replace_email",
  "merge",
  "delete",
  "create_organization",
  "update_organization",
  "delete_organization",
  "create_ticket",
  "update_ticket",
  "delete_ticket",
  "create_record",
  "update_record",
  "delete_record",
  "create_membership",
  "delete_membership",
];

/** Takes effect immediately, without a request or a job, with an admin's rights. Throws InvalidRecord. */
export function changeByOthers(account: Account, change: OthersChange, nowMs: number): Changed {
  if (isOfMembership(change)) return { membership: changeMembership(account, change, nowMs) };
  if (isOfRecord(change)) return { record: changeRecord(account, change, nowMs) };
  if (isOfTicket(change)) return { ticket: changeTicket(account, change, nowMs) };
  if (isOfUser(change)) return { user: changeUser(account, change, nowMs) };
  return { organization: changeOrganization(account, change, nowMs) };
}

function isOfMembership(change: OthersChange): change is MembershipChange {
  return change.action.endsWith("_membership");
}

function isOfRecord(change: Exclude<OthersChange, MembershipChange>): change is RecordChange {
  return change.action.endsWith("_record");
}

function isOfTicket(change: Exclude<OthersChange, MembershipChange | RecordChange>): change is TicketChange {
  return change.action.endsWith("_ticket");
}

function isOfUser(change: UserChange | OrganizationChange): change is UserChange {
  return !change.action.endsWith("_organization");
}

function changeOrganization(account: Account, change: OrganizationChange, nowMs: number): Organization {
  if (change.action === "create_organization") {
    return writeOrganization(account, undefined, change.change, "admin", nowMs);
  }
  const organization = namedByOthers(account, change.organization);
  if (change.action === "update_organization") {
    return writeOrganization(account, organization, change.change, "admin", nowMs);
  }
  account.deleteOrganization(organization, nowMs);
  return organization;
}

function changeTicket(account: Account, change: TicketChange, nowMs: number): Ticket {
  const { tickets, owner } = account;
  if (change.action === "create_ticket") return createTicket(account, change.change, owner, nowMs);
  const { id, external_id: externalId } = change.ticket;
  const ticket = tickets.byId(Number(textOf(id))) ?? tickets.byExternalId(textOf(externalId) ?? "")[0];
  if (ticket === undefined) {
    throw new InvalidRecord("base", "RecordNotFound", `No such ticket: ${JSON.stringify(change.ticket)}`);
  }
  if (change.action === "update_ticket") return updateTicket(account, ticket, change.change, owner, nowMs);
  tickets.delete(ticket, nowMs);
  return ticket;
}

function namedByOthers({ organizations }: Account, name: OrganizationName): Organization {
  const found = namedOrganization(organizations, name) ?? organizations.byName(textOf(name["name"]) ?? "");
  if (found !== undefined) return found;
  throw new InvalidRecord("base", "RecordNotFound", `No such organization: ${JSON.stringify(name)}`);
}

function changeUser(account: Account, change: UserChange, nowMs: number): StoredUser {
  if (change.action === "create") return writeUser(account, undefined, change.change, "admin", nowMs);
  const user = named(account, change.user);
  switch (change.action) {
    case "update":
      return writeUser(account, user, change.change, "admin", nowMs);
    case "replace_email":
      return replaceEmail(account, user, change.email, nowMs);
    case "merge":
      account.mergeUsers(user, named(account, change.into), nowMs);
      return user;
    case "delete":
      account.deleteUser(user, nowMs);
      return user;
  }
}

/** The new address becomes the primary one, and the old one becomes free. */
function replaceEmail(account: Account, user: StoredUser, email: string, nowMs: number): StoredUser {
  const old = user.identities.find(({ type }) => type === "email");
  writeUser(account, user, { email }, "admin", nowMs);
  const added = user.identities.find(({ type, value }) => type === "email" && value === email);
  if (added === undefined || added === old) return user;
  account.users.makePrimary(user, added);
  if (old !== undefined) account.users.removeIdentity(user, old);
  account.users.touch(user, nowMs);
  return user;
}

function named(account: Account, name: UserName): StoredUser {
  const user = matchedUser(account, name);
  if (user === undefined) throw new InvalidRecord("base", "RecordNotFound", `No such user: ${JSON.stringify(name)}`);
  return user;
}
