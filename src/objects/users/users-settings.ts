/** What of the config concerns the writing of users. */
export interface UsersSettings {
  readonly skipVerifyEmail: boolean;
  readonly allowRoles: boolean;
  readonly teamMembers: "protect" | "update";
  readonly tagsMode: "add" | "replace" | "remove";
  readonly organizationMode: "add" | "replace";
  readonly emailChange: "add_secondary" | "make_primary" | "ignore";
  readonly skipUnchanged: boolean;
  readonly dryRun: boolean;
  readonly whenBulkImportDisabled: "fall_back" | "fail";
}
