import type { FieldSet } from "../fields/field-set.ts";
import type { JsonObject } from "../json.ts";
import { timestamp } from "../records/timestamp.ts";
import { isPrimary, primaryEmail, type StoredUser, type UserIdentity } from "./stored-user.ts";

/** A user before anything is written to it; the order is that of the API. */
const UNTOUCHED = {
  time_zone: "Eastern Time (US & Canada)",
  iana_time_zone: "America/New_York",
  locale_id: 1,
  locale: "en-US",
  alias: null,
  details: null,
  notes: null,
  signature: null,
  photo: null,
  last_login_at: null,
  two_factor_auth_enabled: null,
  role_type: null,
  custom_role_id: null,
  default_group_id: null,
  moderator: false,
  ticket_restriction: "requested",
  only_private_comments: false,
  restricted_agent: true,
  suspended: false,
  shared: false,
  shared_agent: false,
  chat_only: false,
  report_csv: false,
};

export function userView(user: StoredUser, fields: FieldSet, origin: string): JsonObject {
  return {
    id: user.id,
    url: `${origin}/api/v2/users/${user.id}.json`,
    name: user.name,
    email: primaryEmail(user),
    created_at: timestamp(user.createdAt),
    updated_at: timestamp(user.updatedAt),
    ...UNTOUCHED,
    ...user.attributes,
    phone: user.phone,
    shared_phone_number: user.sharedPhone,
    organization_id: user.memberships[0]?.organizationId ?? null,
    role: user.role,
    verified: user.identities.find((identity) => identity.type === "email")?.verified ?? false,
    external_id: user.externalId,
    tags: user.tags,
    active: user.active,
    user_fields: fields.view(user.userFields),
  };
}

export function identityView(user: StoredUser, identity: UserIdentity, origin: string): JsonObject {
  return {
    url: `${origin}/api/v2/users/${user.id}/identities/${identity.id}.json`,
    id: identity.id,
    user_id: user.id,
    type: identity.type,
    value: identity.value,
    verified: identity.verified,
    verification_method: identity.verified ? "low" : "none",
    primary: isPrimary(user, identity),
    created_at: timestamp(user.createdAt),
    updated_at: timestamp(user.updatedAt),
    ...(identity.type === "email" ? { undeliverable_count: 0, deliverable_state: "deliverable" } : {}),
  };
}

/** `GET users/me` without credentials: 200 with an anonymous user. */
export const ANONYMOUS_USER = {
  id: null,
  url: null,
  name: "Anonymous user",
  email: "invalid@example.com",
  role: "end-user",
  verified: false,
  active: null,
  user_fields: {},
  organization_id: null,
  tags: [],
};
