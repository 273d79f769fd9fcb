/** Kept as sent; null resets them to a new user's values. */
export const PLAIN_USER_ATTRIBUTES: ReadonlySet<string> = new Set([
  "alias",
  "custom_role_id",
  "default_group_id",
  "details",
  "locale",
  "locale_id",
  "moderator",
  "notes",
  "only_private_comments",
  "restricted_agent",
  "signature",
  "suspended",
  "ticket_restriction",
  "time_zone",
]);

/** Attributes that Zendesk knows: they have rules of their own here, or are accepted without a visible effect. */
const OTHER_ATTRIBUTES = [
  "id",
  "name",
  "email",
  "external_id",
  "role",
  "phone",
  "shared_phone_number",
  "tags",
  "organization",
  "organization_id",
  "organization_ids",
  "user_fields",
  "identities",
  "verified",
  "skip_verify_email",
  "remote_photo_url",
  "password",
  "separation",
  "group_id",
  "group_ids",
  "agent_brand_ids",
];

/** The attributes of a user that Zendesk accepts. */
export const userAttributes: ReadonlySet<string> = new Set([...PLAIN_USER_ATTRIBUTES, ...OTHER_ATTRIBUTES]);
