/** Kept as sent; null takes them back to what an untouched user has. */
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

/** Known to Zendesk, and either with rules of their own here or taken without a visible effect. */
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

/** What Zendesk takes of a user. */
export const userAttributes: ReadonlySet<string> = new Set([...PLAIN_USER_ATTRIBUTES, ...OTHER_ATTRIBUTES]);
