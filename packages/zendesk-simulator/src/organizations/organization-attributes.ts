/** Kept as sent; null takes them back to what an untouched organization has. `domain_names` replaces the whole list. */
export const plainOrganizationAttributes: ReadonlySet<string> = new Set([
  "details",
  "domain_names",
  "group_id",
  "notes",
  "shared_comments",
  "shared_tickets",
]);

const otherAttributes = ["id", "name", "external_id", "tags", "organization_fields"];

/** What Zendesk takes of an organization. */
export const organizationAttributes: ReadonlySet<string> = new Set([
  ...plainOrganizationAttributes,
  ...otherAttributes,
]);
