import type { Role } from "../account/account-options.ts";
import { type JsonObject, textOf } from "../json.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import type { Membership, StoredUser } from "../users/stored-user.ts";
import type { UserStore } from "../users/user-store.ts";
import { activeUser } from "../users/write-user.ts";
import { type Memberships, MAX_ORGANIZATIONS } from "./memberships.ts";
import type { OrganizationStore } from "./organization-store.ts";

/** What is needed to write a membership. */
export interface MembershipAccount {
  readonly users: UserStore;
  readonly organizations: OrganizationStore;
  readonly memberships: Memberships;
}

/** A membership and its user. */
export interface UserMembership {
  readonly user: StoredUser;
  readonly membership: Membership;
}

/** Makes the user a member; a user's first membership is the default. Throws InvalidRecord, also for one that exists. */
export function addMembership(
  { users, organizations, memberships }: MembershipAccount,
  body: JsonObject,
  writer: Role,
  nowMs: number,
): UserMembership {
  const user = activeUser(users, textOf(body["user_id"]) ?? "");
  if (user === undefined) throw new InvalidRecord("user", "InvalidValue", "User: is invalid");
  const organization = organizations.byId(Number(textOf(body["organization_id"])));
  if (organization === undefined) throw new InvalidRecord("organization", "InvalidValue", "Organization: is invalid");
  checkMayChange(writer, user);
  if (user.memberships.length >= MAX_ORGANIZATIONS) {
    throw new InvalidRecord("organizations", "TooManyValues", `Organizations: at most ${MAX_ORGANIZATIONS} for a user`);
  }
  const membership = memberships.add(user, organization.id);
  if (membership === undefined) throw new InvalidRecord("user_id", "DuplicateValue", "User: has already been taken");
  if (body["default"] === true) memberships.makeDefault(user, membership);
  users.touch(user, nowMs);
  return { user, membership };
}

/** Ends the membership. If it was the default, the user's oldest other one takes its place. Throws InvalidRecord. */
export function endMembership(
  { users, memberships }: MembershipAccount,
  { user, membership }: UserMembership,
  writer: Role,
  nowMs: number,
): void {
  checkMayChange(writer, user);
  memberships.remove(membership.id);
  users.touch(user, nowMs);
}

/** Agents change the memberships of end users only. */
export function checkMayChange(writer: Role, user: StoredUser): void {
  if (writer === "admin" || user.role === "end-user") return;
  throw new InvalidRecord("base", "PermissionDenied", "You do not have permission to change memberships of this user");
}
