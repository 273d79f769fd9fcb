import { checkbox } from "./checkbox.ts";
import type { FieldRuleSettings } from "./field-rule-settings.ts";
import type { JsonSchema } from "./json-schema.ts";
import { email } from "./email.ts";
import { externalId } from "./keys.ts";
import { locale } from "./locale.ts";
import { organization } from "./organization.ts";
import { phone } from "./phone.ts";
import { tags } from "./text-list.ts";
import { oneOf, text, webAddress } from "./text.ts";
import { timeZone } from "./time-zone.ts";
import type { ValueRule } from "./value-rule.ts";
import { zendeskId } from "./zendesk-id.ts";

export interface StandardField {
  /** How `discover` shows the column, and what its value must be once the rule is through with it. */
  readonly schema: JsonSchema;
  readonly rule: (settings: FieldRuleSettings) => ValueRule;
  /** Holds text of any kind. */
  readonly isText?: true;
}

const ROLES = ["end-user", "agent", "admin"];
const TICKET_RESTRICTIONS = ["organization", "groups", "assigned", "requested"];
const ORGANIZATION_KEYS = { id: { type: "integer" }, external_id: { type: "string" }, name: { type: "string" } };

/** The columns of a user that the connector writes, custom fields aside (Zendesk: Users API, JSON format). */
export const standardUserFields = {
  id: field({ type: "integer", title: "Zendesk id", description: "Zendesk's own id, for matching only" }, zendeskId),
  external_id: field(
    { type: "string", title: "External id", description: "The user's key in your systems; case does not matter" },
    externalId,
  ),
  email: field({ type: "string", title: "E-mail", description: "One e-mail address" }, email),
  name: textField({ type: "string", title: "Name", description: "Required to create a user" }),
  phone: {
    schema: { type: "string", title: "Phone", description: "Any usual notation; Zendesk gets E.164" },
    rule: (settings) => phone(settings.phoneCountry),
  },
  shared_phone_number: field({ type: "boolean", title: "Shared phone number" }, checkbox),
  alias: textField({ type: "string", title: "Alias", description: "Shown to end users instead of the name" }),
  details: textField({ type: "string", title: "Details" }),
  notes: textField({ type: "string", title: "Notes" }),
  tags: field(
    { type: "array", items: { type: "string" }, title: "Tags", description: "A list, or comma-separated text" },
    tags,
  ),
  organization_id: field({ type: "integer", title: "Organization id", description: "Zendesk's own id" }, zendeskId),
  organization: field(
    {
      type: ["string", "object"],
      properties: ORGANIZATION_KEYS,
      title: "Organization",
      description: 'Its name, or an object with its "id", "external_id" or "name"',
    },
    organization,
  ),
  locale: {
    schema: { type: "string", title: "Locale", description: "One of the account's locales, such as en-US" },
    rule: ({ locales }) => locale(locales),
  },
  time_zone: field(
    {
      type: "string",
      title: "Time zone",
      description: "A name from Zendesk's list, such as Eastern Time (US & Canada), or the IANA name of that zone",
    },
    timeZone,
  ),
  remote_photo_url: field(
    { type: "string", title: "Photo address", description: "A web address that Zendesk fetches the picture from" },
    webAddress,
  ),
  role: field({ type: "string", enum: ROLES, title: "Role" }, oneOf(ROLES)),
  custom_role_id: field({ type: "integer", title: "Custom role id" }, zendeskId),
  ticket_restriction: field(
    { type: "string", enum: TICKET_RESTRICTIONS, title: "Ticket restriction", description: "For agents only" },
    oneOf(TICKET_RESTRICTIONS),
  ),
  default_group_id: field({ type: "integer", title: "Default group id" }, zendeskId),
  suspended: field({ type: "boolean", title: "Suspended" }, checkbox),
} as const satisfies Readonly<Record<string, StandardField>>;

function field(schema: JsonSchema, rule: ValueRule): StandardField {
  return { schema, rule: () => rule };
}

function textField(schema: JsonSchema) {
  return { ...field(schema, text), isText: true } as const;
}
