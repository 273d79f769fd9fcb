/** Kept as sent; null resets them to a new organization's values. `domain_names` replaces the whole list. */
export const PLAIN_ORGANIZATION_ATTRIBUTES: ReadonlySet<string> = new Set([
  "details",
  "domain_names",
  "group_id",
  "notes",
  "shared_comments",
  "shared_tickets",
]);

const OTHER_ATTRIBUTES = ["id", "name", "external_id", "tags", "organization_fields"];

/** The attributes of an organization that Zendesk accepts. */
export const organizationAttributes: ReadonlySet<string> = new Set([
  ...PLAIN_ORGANIZATION_ATTRIBUTES,
  ...OTHER_ATTRIBUTES,
]);
