/** Whatever names the user or the organization of a membership. */
export const MEMBERSHIP_COLUMNS: readonly string[] = [
  "user_id",
  "user.external_id",
  "user.email",
  "user",
  "organization_id",
  "organization.external_id",
  "organization.name",
  "organization",
];
