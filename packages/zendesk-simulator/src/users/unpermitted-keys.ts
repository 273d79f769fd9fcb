import { isObject, type Json } from "../json.ts";
import type { UserField } from "./user-field.ts";

/** Kept as sent; null takes them back to what an untouched user has. */
export const plainAttributes: ReadonlySet<string> = new Set([
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
const otherAttributes: ReadonlySet<string> = new Set([
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
]);

/** Properties that Zendesk drops without an error; it names them in the header `x-zendesk-api-warn` and nowhere else. */
export function unpermittedKeys(users: readonly Json[], root: string, fields: readonly UserField[]): string[] {
  const writable = new Set(fields.filter((field) => field.active).map((field) => field.key));
  const found = new Set<string>();
  for (const user of users) {
    if (!isObject(user)) continue;
    for (const key of Object.keys(user)) {
      if (!plainAttributes.has(key) && !otherAttributes.has(key)) found.add(`${root}.${key}`);
    }
    const values = user["user_fields"];
    if (!isObject(values)) continue;
    for (const key of Object.keys(values)) if (!writable.has(key)) found.add(`${root}.user_fields.${key}`);
  }
  return [...found];
}
