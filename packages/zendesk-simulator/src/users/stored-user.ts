import type { StoredValues } from "../records/stored-values.ts";
import type { Role } from "../account/account-options.ts";

export interface UserIdentity {
  readonly id: number;
  readonly type: string;
  readonly value: string;
  verified: boolean;
}

/** A user's membership in an organization. */
export interface Membership {
  readonly id: number;
  readonly organizationId: number;
}

/** A user as the account keeps it. A million of them must fit: what most users lack is left out. */
export interface StoredUser {
  readonly id: number;
  readonly createdAt: number;
  updatedAt: number;
  /** False once deleted or merged; such a user keeps its values, and its keys where they do not become free. */
  active: boolean;
  name: string;
  externalId: string | null;
  role: Role;
  phone: string | null;
  sharedPhone: boolean | null;
  tags: readonly string[];
  /** The default one first. */
  memberships: readonly Membership[];
  /** The first of each type is the primary one. */
  identities: readonly UserIdentity[];
  /** By key of the field; only what is set. */
  userFields: StoredValues;
  /** The other writable attributes (`details`, `locale`, …); only what is set. */
  attributes: StoredValues;
}

export function isPrimary(user: StoredUser, identity: UserIdentity): boolean {
  return user.identities.find((other) => other.type === identity.type) === identity;
}

export function primaryEmail(user: StoredUser): string | null {
  return user.identities.find((identity) => identity.type === "email")?.value ?? null;
}
