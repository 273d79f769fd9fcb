import { checkbox } from "../../../fields/checkbox.ts";
import { type Column, column, textColumn } from "../../../fields/column.ts";
import { email } from "../../../fields/email.ts";
import { externalId } from "../../../fields/keys.ts";
import { locale } from "../../../fields/locale.ts";
import { oneOf, webAddress } from "../../../fields/text.ts";
import { phone } from "../../../fields/phone.ts";
import { tags } from "../../../fields/text-list.ts";
import { timeZone } from "../../../fields/time-zone.ts";
import { zendeskId } from "../../../fields/zendesk-id.ts";
import { relationColumns } from "../../references/relation-columns.ts";
import { ORGANIZATION_TARGET } from "../../references/targets.ts";
import { type RelationField, columnsOfRelation } from "../../relation.ts";
import type { UsersSettings } from "../users-settings.ts";

const ROLE_COLUMNS = ["role", "custom_role_id", "ticket_restriction", "default_group_id", "suspended"];
const NEVER_WRITTEN = ["password", "identities", "verified", "separation"];
const ROLES = ["end-user", "agent", "admin"];
const TICKET_RESTRICTIONS = ["organization", "groups", "assigned", "requested"];

/** The organization that a user belongs to. */
export const MEMBER_OF: RelationField = { field: "organization", target: ORGANIZATION_TARGET };

/** The organizations that a user belongs to. Zendesk allows 300. */
export const MEMBER_OF_ALL: RelationField = { field: "organizations", target: ORGANIZATION_TARGET, maxItems: 300 };

/** Tags are sent after the user, and so are organizations, whatever the modes. */
export const STEPWISE_COLUMNS = ["tags", ...columnsOfRelation(MEMBER_OF), ...columnsOfRelation(MEMBER_OF_ALL)];

/** The columns of a user that the connector writes, without custom fields (Zendesk: Users API, JSON format). */
const COLUMNS: Readonly<Record<string, Column>> = {
  id: column({ type: "integer", title: "Zendesk id", description: "Zendesk's own id, for matching only" }, zendeskId),
  external_id: column(
    { type: "string", title: "External id", description: "The user's key in your systems; case does not matter" },
    externalId,
  ),
  email: column({ type: "string", title: "Email", description: "One email address" }, email),
  name: textColumn({ type: "string", title: "Name", description: "Required to create a user" }),
  phone: {
    schema: { type: "string", title: "Phone", description: "Any usual notation; Zendesk gets E.164" },
    rule: (settings) => phone(settings.phoneCountry),
  },
  shared_phone_number: column({ type: "boolean", title: "Shared phone number" }, checkbox),
  alias: textColumn({ type: "string", title: "Alias", description: "Shown to end users instead of the name" }),
  details: textColumn({ type: "string", title: "Details" }),
  notes: textColumn({ type: "string", title: "Notes" }),
  tags: column(
    { type: "array", items: { type: "string" }, title: "Tags", description: "A list, or comma-separated text" },
    tags,
  ),
  ...relationColumns(MEMBER_OF),
  ...relationColumns(MEMBER_OF_ALL),
  locale: {
    schema: { type: "string", title: "Locale", description: "One of the account's locales, such as en-US" },
    rule: ({ locales }) => locale(locales),
    needsLocales: true,
    hasDefault: true,
  },
  time_zone: {
    ...column(
      {
        type: "string",
        title: "Time zone",
        description: "A name from Zendesk's list, such as Eastern Time (US & Canada), or the IANA name of that zone",
      },
      timeZone,
    ),
    hasDefault: true,
  },
  remote_photo_url: column(
    { type: "string", title: "Photo address", description: "A web address that Zendesk fetches the picture from" },
    webAddress,
  ),
  role: { ...column({ type: "string", enum: ROLES, title: "Role" }, oneOf(ROLES)), hasDefault: true },
  custom_role_id: column({ type: "integer", title: "Custom role id" }, zendeskId),
  ticket_restriction: {
    ...column(
      { type: "string", enum: TICKET_RESTRICTIONS, title: "Ticket restriction", description: "For agents only" },
      oneOf(TICKET_RESTRICTIONS),
    ),
    hasDefault: true,
  },
  default_group_id: column({ type: "integer", title: "Default group id" }, zendeskId),
  suspended: column({ type: "boolean", title: "Suspended" }, checkbox),
};

export function userColumns({ allow_roles }: Pick<UsersSettings, "allow_roles">): Readonly<Record<string, Column>> {
  return Object.fromEntries(Object.entries(COLUMNS).filter(([name]) => allow_roles || !ROLE_COLUMNS.includes(name)));
}

export function unwrittenColumns({ allow_roles }: Pick<UsersSettings, "allow_roles">): ReadonlyMap<string, string> {
  return new Map([
    ["id", "a source's own id is not Zendesk's; to match users by it, map it to external_id"],
    ...NEVER_WRITTEN.map((name) => [name, "never written by this connector"] as const),
    ...(allow_roles ? [] : ROLE_COLUMNS.map((name) => [name, "written only with allow_roles"] as const)),
  ]);
}

/** The name, roles, whose loss would remove rights, and organizations unless they are replaced. */
export function neverClearedColumns({
  organization_mode,
}: Pick<UsersSettings, "organization_mode">): ReadonlySet<string> {
  const organizations = [MEMBER_OF, MEMBER_OF_ALL].flatMap(columnsOfRelation);
  return new Set(["name", ...ROLE_COLUMNS, ...(organization_mode === "replace" ? [] : organizations)]);
}
