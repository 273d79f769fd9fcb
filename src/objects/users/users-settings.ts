import { z } from "zod";
import type { ListMode } from "../list-mode.ts";

/** Settings about the values of users. */
export const USER_VALUE_SETTINGS = {
  organization_mode: z.enum(["add", "replace"]).default("add").meta({
    title: "Organizations",
    description:
      '"add": the user joins the record\'s organizations and stays in all others. "replace": the user leaves all others, and the first organization of the record is the default.',
  }),
  email_change: z.enum(["add_secondary", "make_primary", "ignore"]).default("add_secondary").meta({
    title: "Changed Email Addresses",
    description:
      "Whether a new address of an existing user is added as a secondary address, becomes the primary address (two more requests), or is ignored.",
  }),
  team_members: z.enum(["protect", "update"]).default("protect").meta({
    title: "Agents and Admins",
    description:
      '"protect": a record whose id, external id or email address belongs to an agent or admin is rejected. "update": such records are written. Agents and admins are never deleted.',
  }),
  allow_roles: z.boolean().default(false).meta({
    title: "Write Roles",
    description:
      "When on, the columns role, custom_role_id, ticket_restriction, default_group_id and suspended are written. They change permissions and can use up paid seats.",
  }),
  skip_verify_email: z.boolean().default(true).meta({
    title: "Skip Verification Email",
    description: "When on, Zendesk sends no verification email to new users.",
  }),
};

/** With which a record that has a user's former values leaves exactly these, and deletes no user for good. */
export const RESTORING_USER_SETTINGS = {
  organization_mode: "replace",
  email_change: "make_primary",
  permanent_deletion: false,
} as const;

/** Settings about how users are deleted. */
export const USER_DELETION_SETTINGS = {
  permanent_deletion: z.boolean().default(false).meta({
    title: "Delete Users Permanently",
    description:
      "When on, deleted users are deleted permanently at once, at most 700 in 10 minutes. Otherwise Zendesk does this after 30 days.",
  }),
};

/** Settings about how fast users are written. */
export const USER_PACE_SETTINGS = {
  when_bulk_import_disabled: z.enum(["fall_back", "fail"]).default("fall_back").meta({
    title: "When Bulk Import Is Disabled",
    description:
      'What to do when Zendesk does not allow the account to import users in bulk, which Zendesk Support must enable. "fall_back": existing users are updated in bulk, and new users are created one at a time, about one per second. "fail": the sync ends with an error that says what to ask Zendesk Support for.',
  }),
};

const settings = z.object({ ...USER_VALUE_SETTINGS, ...USER_DELETION_SETTINGS, ...USER_PACE_SETTINGS });

export type UsersSettings = Readonly<z.output<typeof settings>> & { readonly tags_mode: ListMode };
