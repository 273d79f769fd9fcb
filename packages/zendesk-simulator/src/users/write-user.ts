import type { Role } from "../account/account-options.ts";
import type { Locale } from "../account/locales.ts";
import type { FieldSet } from "../fields/field-set.ts";
import { type LookupTargets, lookupTarget } from "../fields/lookup-target.ts";
import { isList, isObject, type Json, type JsonObject, textOf } from "../json.ts";
import { type Memberships, MAX_ORGANIZATIONS } from "../organizations/memberships.ts";
import type { OrganizationStore } from "../organizations/organization-store.ts";
import { checkedName } from "../records/checked-name.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import { sentAttributes, withChanges } from "../records/stored-values.ts";
import { checkedTags } from "../records/tags.ts";
import { checkE164, checkedEmail, checkedRole, checkPlace } from "./check-user.ts";
import type { StoredUser } from "./stored-user.ts";
import { PLAIN_USER_ATTRIBUTES } from "./user-attributes.ts";
import type { UserStore } from "./user-store.ts";

/** What is needed to write a user. */
export interface UserAccount extends LookupTargets {
  readonly memberships: Memberships;
  readonly userFields: FieldSet;
  readonly locales: readonly Locale[];
  readonly validatePhoneNumbers: boolean;
}

/** The user an upsert refers to: by Zendesk's id, else by external id, else by e-mail (a secondary one included). */
export function matchedUser({ users }: UserAccount, body: JsonObject): StoredUser | undefined {
  const byId = activeUser(users, textOf(body["id"]) ?? "");
  const externalId = textOf(body["external_id"]);
  const byExternalId = externalId === undefined ? undefined : users.byExternalId(externalId);
  const email = textOf(body["email"]);
  return byId ?? byExternalId ?? (email === undefined ? undefined : users.byIdentity("email", email));
}

/** The user an update refers to, which must exist: by id, else by external id. */
export function namedUser({ users }: UserAccount, body: JsonObject): StoredUser | undefined {
  const id = textOf(body["id"]);
  if (id !== undefined) return activeUser(users, id);
  return users.byExternalId(textOf(body["external_id"]) ?? "");
}

export function activeUser(users: UserStore, id: string): StoredUser | undefined {
  const user = users.byId(Number(id));
  return user?.active === true ? user : undefined;
}

/**
 * Writes a user's body onto `target`, or creates one without a target. All or nothing: throws InvalidRecord before
 * anything is changed. `writer` is the role of the caller: agents may write end users only.
 */
export function writeUser(
  account: UserAccount,
  target: StoredUser | undefined,
  body: JsonObject,
  writer: Role,
  nowMs: number,
): StoredUser {
  const name = checkedName(body, target === undefined, "is too short (minimum one character)");
  const email = checkedEmail(body);
  const role = checkedRole(body);
  checkPlace(body, account.locales);
  const fieldValues = account.userFields.storedValues(body, lookupTarget(account));
  const organizationIds = organizationIdsOf(account, body);
  const phone = textOf(body["phone"]);
  if (phone !== undefined && account.validatePhoneNumbers) checkE164(phone);
  checkKeysAreFree(account, target, body, email);
  checkMayWrite(writer, target, role);

  const user = target ?? account.users.create(name ?? "", role ?? "end-user", nowMs);
  user.name = name ?? user.name;
  user.role = role ?? user.role;
  user.tags = checkedTags(body["tags"]) ?? user.tags;
  writeKeys(account, user, body, email);
  if (body["phone"] !== undefined) writePhone(account, user, phone ?? null);
  user.userFields = withChanges(user.userFields, fieldValues);
  user.attributes = withChanges(user.attributes, sentAttributes(body, PLAIN_USER_ATTRIBUTES));
  if (organizationIds !== undefined) account.memberships.set(user, organizationIds);
  account.users.touch(user, nowMs);
  return user;
}

function checkKeysAreFree(
  { users }: UserAccount,
  target: StoredUser | undefined,
  body: JsonObject,
  email: string | undefined,
): void {
  const externalId = textOf(body["external_id"]);
  const emailOwner = email === undefined ? undefined : users.ownerOfIdentity("email", email);
  if (emailOwner !== undefined && emailOwner !== target) {
    throw new InvalidRecord("email", "DuplicateValue", `Email: ${email} is already being used by another user`);
  }
  const owner = externalId === undefined ? undefined : users.ownerOfExternalId(externalId);
  if (owner !== undefined && owner !== target) {
    throw new InvalidRecord("external_id", "DuplicateValue", `External: ${externalId} has already been taken`);
  }
}

function checkMayWrite(writer: Role, target: StoredUser | undefined, role: Role | undefined): void {
  if (writer === "admin") return;
  if ((target?.role ?? "end-user") !== "end-user" || (role ?? "end-user") !== "end-user") {
    throw new InvalidRecord("base", "PermissionDenied", "You do not have permission to create or update this user");
  }
}

function writeKeys({ users }: UserAccount, user: StoredUser, body: JsonObject, email: string | undefined): void {
  if (body["external_id"] !== undefined) {
    const externalId = textOf(body["external_id"]) ?? null;
    // An external id that differs only in case is the same key, and is stored as it was last sent.
    if (externalId !== user.externalId) users.setExternalId(user, externalId);
  }
  const verified = body["verified"] === true;
  // In an update, a new address becomes a secondary one: `email` never replaces the primary.
  if (email !== undefined && users.byIdentity("email", email) === undefined) {
    users.addIdentity(user, "email", email, verified);
  }
  const primary = user.identities.find((identity) => identity.type === "email");
  if (primary !== undefined && typeof body["verified"] === "boolean") primary.verified = verified;
  for (const identity of isList(body["identities"]) ? body["identities"] : []) {
    const { type, value } = isObject(identity) ? identity : {};
    if (typeof type !== "string" || typeof value !== "string") continue;
    if (users.ownerOfIdentity(type, value) === undefined) users.addIdentity(user, type, value, verified);
  }
}

/** A number that no other user has becomes an identity; any other is stored as shared, without an identity. */
function writePhone({ users }: UserAccount, user: StoredUser, phone: string | null): void {
  user.phone = phone;
  user.sharedPhone = null;
  if (phone === null || phone === "") return;
  const owner = users.byIdentity("phone_number", phone);
  user.sharedPhone = owner !== undefined && owner !== user;
  if (owner === undefined) users.addIdentity(user, "phone_number", phone, true);
}

/** The only organizations that the user will have; undefined if the body names none. */
function organizationIdsOf({ organizations }: UserAccount, body: JsonObject): readonly number[] | undefined {
  if (isList(body["organization_ids"])) {
    if (body["organization_ids"].length > MAX_ORGANIZATIONS) {
      throw new InvalidRecord(
        "organizations",
        "TooManyValues",
        `Organizations: at most ${MAX_ORGANIZATIONS} for a user`,
      );
    }
    return body["organization_ids"].map((id) => existingId(organizations, id));
  }
  const id = body["organization_id"];
  if (id !== undefined) return id === null ? [] : [existingId(organizations, id)];
  const name = isObject(body["organization"]) ? textOf(body["organization"]["name"]) : undefined;
  if (name === undefined) return undefined;
  return [organizations.byName(name)?.id ?? failUnknownOrganization()];
}

function existingId(organizations: OrganizationStore, id: Json): number {
  return organizations.byId(Number(textOf(id)))?.id ?? failUnknownOrganization();
}

function failUnknownOrganization(): never {
  throw new InvalidRecord("organization", "InvalidValue", "Organization: is invalid");
}
