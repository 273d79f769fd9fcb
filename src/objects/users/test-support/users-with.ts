import { ORGANIZATION_KEYS } from "../../organizations/organization-keys.ts";
import { CachedDirectory } from "../../references/cached-directory.ts";
import { USER_KEYS } from "../user-keys.ts";
import { createUsers } from "../users.ts";
import type { UsersSettings } from "../users-settings.ts";

const DEFAULTS: UsersSettings = {
  skip_verify_email: true,
  allow_roles: false,
  permanent_deletion: false,
  team_members: "protect",
  tags_mode: "add",
  organization_mode: "add",
  email_change: "add_secondary",
  when_bulk_import_disabled: "fall_back",
};

/** The default settings of users, with some changes. */
export function usersWith(settings: Partial<UsersSettings> = {}): ReturnType<typeof createUsers> {
  return createUsers(
    { ...DEFAULTS, ...settings },
    {
      users: new CachedDirectory(USER_KEYS),
      organizations: new CachedDirectory(ORGANIZATION_KEYS),
    },
  );
}
