import { IdSequence } from "../account/id-sequence.ts";
import type { Role } from "../account/account-options.ts";
import type { Membership, StoredUser, UserIdentity } from "./stored-user.ts";

const NO_TAGS: readonly string[] = [];
const NO_MEMBERSHIPS: readonly Membership[] = [];
const NO_IDENTITIES: readonly UserIdentity[] = [];
const NO_VALUES = {};

/** The account's users by their keys. Keys are compared case-insensitively, as in Zendesk. */
export class UserStore {
  readonly #ids = new IdSequence(6_164_068_768_154);
  readonly #identityIds = new IdSequence(7_216_004_112_026);
  readonly #onChange: (user: StoredUser, nowMs: number) => void;
  readonly #users = new Map<number, StoredUser>();
  readonly #byExternalId = new Map<string, StoredUser>();
  /** By type ("email", "phone_number"), then by value. */
  readonly #byIdentity = new Map<string, Map<string, StoredUser>>();
  readonly #purged = new Set<StoredUser>();

  constructor(onChange: (user: StoredUser, nowMs: number) => void) {
    this.#onChange = onChange;
  }

  create(name: string, role: Role, nowMs: number): StoredUser {
    const user = blankUser(this.#ids.take(), name, role, nowMs);
    this.#users.set(user.id, user);
    return user;
  }

  byId(id: number): StoredUser | undefined {
    return this.#users.get(id);
  }

  byExternalId(externalId: string): StoredUser | undefined {
    return activeOnly(this.ownerOfExternalId(externalId));
  }

  /** The user who has this identity, primary or secondary. */
  byIdentity(type: string, value: string): StoredUser | undefined {
    return activeOnly(this.ownerOfIdentity(type, value));
  }

  /** The user who holds an external id, possibly a merged or deleted one. */
  ownerOfExternalId(externalId: string): StoredUser | undefined {
    return this.#byExternalId.get(externalId.toLowerCase());
  }

  ownerOfIdentity(type: string, value: string): StoredUser | undefined {
    return this.#byIdentity.get(type)?.get(value.toLowerCase());
  }

  all(): Iterable<StoredUser> {
    return this.#users.values();
  }

  setExternalId(user: StoredUser, externalId: string | null): void {
    if (user.externalId !== null) this.#byExternalId.delete(user.externalId.toLowerCase());
    user.externalId = externalId;
    if (externalId !== null) this.#byExternalId.set(externalId.toLowerCase(), user);
  }

  /** The value must not be another user's. */
  addIdentity(user: StoredUser, type: string, value: string, verified: boolean): UserIdentity {
    const identity = { id: this.#identityIds.take(), type, value, verified };
    user.identities = [...user.identities, identity];
    const ofType = this.#byIdentity.get(type) ?? new Map<string, StoredUser>();
    this.#byIdentity.set(type, ofType.set(value.toLowerCase(), user));
    return identity;
  }

  makePrimary(user: StoredUser, identity: UserIdentity): void {
    user.identities = [identity, ...user.identities.filter((other) => other !== identity)];
  }

  removeIdentity(user: StoredUser, identity: UserIdentity): void {
    user.identities = user.identities.filter((other) => other !== identity);
    this.#byIdentity.get(identity.type)?.delete(identity.value.toLowerCase());
  }

  /** Call it after each change of a user. */
  touch(user: StoredUser, nowMs: number): void {
    user.updatedAt = nowMs;
    this.#onChange(user, nowMs);
  }

  /** Zendesk's soft delete: the user can still be shown, but never comes back. */
  delete(user: StoredUser, nowMs: number, { keepsKeys }: { readonly keepsKeys: boolean }): void {
    user.active = false;
    this.touch(user, nowMs);
    if (!keepsKeys) this.#freeKeys(user);
  }

  /** A deleted user who is not permanently deleted yet. */
  softDeleted(id: number): StoredUser | undefined {
    const user = this.#users.get(id);
    return user === undefined || user.active || this.#purged.has(user) ? undefined : user;
  }

  /** The permanent deletion: nothing personal is left, and the keys are free. The user must be deleted already. */
  purge(user: StoredUser, nowMs: number): void {
    this.#freeKeys(user);
    const { id, createdAt, updatedAt, role } = user;
    Object.assign(user, { ...blankUser(id, "Permanently Deleted User", role, createdAt), updatedAt, active: false });
    this.#purged.add(user);
    this.touch(user, nowMs);
  }

  /** A key may have been taken by another user since this one was deleted. */
  #freeKeys(user: StoredUser): void {
    const externalId = user.externalId?.toLowerCase() ?? "";
    if (this.#byExternalId.get(externalId) === user) this.#byExternalId.delete(externalId);
    for (const { type, value } of user.identities) {
      const ofType = this.#byIdentity.get(type);
      if (ofType?.get(value.toLowerCase()) === user) ofType.delete(value.toLowerCase());
    }
  }
}

function blankUser(id: number, name: string, role: Role, nowMs: number): StoredUser {
  return {
    id,
    createdAt: nowMs,
    updatedAt: nowMs,
    active: true,
    name,
    externalId: null,
    role,
    phone: null,
    sharedPhone: null,
    tags: NO_TAGS,
    memberships: NO_MEMBERSHIPS,
    identities: NO_IDENTITIES,
    userFields: NO_VALUES,
    attributes: NO_VALUES,
  };
}

function activeOnly(user: StoredUser | undefined): StoredUser | undefined {
  return user?.active === true ? user : undefined;
}
