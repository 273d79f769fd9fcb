import type { ZendeskUser } from "../../../zendesk/resources/users.ts";
import type { FoundDraft } from "../../object-type.ts";
import type { FieldChange } from "../../outcome.ts";
import type { Row } from "../../row.ts";
import { isSameText } from "../../write/compare.ts";
import { holdsOrganizations } from "./held-organizations.ts";
import { describeOrganizations } from "./organization-changes.ts";
import type { UsersSettings } from "../users-settings.ts";

/** Whether an upsert depends on the user's current state. A search by address would cost one request per user. */
export function needsUser({ key, values }: Row, { email_change, tags_mode }: UsersSettings): boolean {
  if (key.column === "email") return false;
  return (tags_mode !== "replace" && "tags" in values) || (email_change === "ignore" && "email" in values);
}

/** Whether the user holds the value of a column that cannot be compared directly. */
export function holdsUserValue(
  { held: user, row, values }: FoundDraft<ZendeskUser>,
  column: string,
  value: unknown,
  { email_change, organization_mode }: UsersSettings,
): boolean | undefined {
  switch (column) {
    case "email":
      // An address that found the user belongs to the user, whichever is the primary one.
      if (row.key.column === "email") return true;
      return (email_change === "ignore" && Boolean(user.email)) || isSameText(user.email, value);
    // Set by the look-ups of organizations.
    case "organization_id":
    case "organization_ids":
      return holdsOrganizations(user, values, organization_mode);
    // Zendesk trims names.
    case "name":
      return String(user["name"]).trim() === String(value).trim();
    case "locale":
      return isSameText(user["locale"], value);
    // Zendesk fetches the picture and does not keep its address.
    case "remote_photo_url":
      return false;
    default:
      return undefined;
  }
}

/** In a dry run: what a value would change, if it does not replace another one. */
export function describeChange(
  draft: FoundDraft<ZendeskUser>,
  column: string,
  value: unknown,
  settings: UsersSettings,
): readonly FieldChange[] | undefined {
  if (column === "organization_id" || column === "organization_ids") {
    return describeOrganizations(draft, column, settings);
  }
  // Zendesk adds such an address and keeps the primary one.
  if (column === "email" && settings.email_change === "add_secondary" && draft.held.email) {
    return [{ field: "email (secondary)", before: null, after: value }];
  }
  return undefined;
}
