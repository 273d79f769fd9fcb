import { standardUserFields } from "../../fields/standard-user-fields.ts";
import { listUserFields } from "../../zendesk/resources/field-definitions.ts";
import type { ZendeskObject } from "../zendesk-object.ts";
import { CUSTOM_FIELD_PREFIX, NATURAL_KEYS, identities, mergeable } from "./user-row.ts";
import { UserWriter } from "./user-writer.ts";
import type { UsersSettings } from "./users-settings.ts";

const ROLE_COLUMNS = ["role", "custom_role_id", "ticket_restriction", "default_group_id", "suspended"];
const NEVER_WRITTEN = ["password", "identities", "verified", "separation"];
const KEY_COLUMNS = ["id", ...NATURAL_KEYS];

/** Zendesk's users, written by bulk jobs. */
export function createUsers(settings: UsersSettings): ZendeskObject {
  const writer = new UserWriter(settings);
  const columns = Object.entries(standardUserFields).filter(
    ([column]) => settings.allowRoles || !ROLE_COLUMNS.includes(column),
  );
  return {
    name: "users",
    matchingKeys: ["external_id", "email", "id"],
    naturalKeys: NATURAL_KEYS,
    modes: ["upsert", "insert", "update", "delete"],
    requiredToCreate: ["name"],
    columns: Object.fromEntries(columns),
    unwritten: unwrittenColumns(settings),
    neverCleared: neverCleared(settings),
    customFieldPrefix: CUSTOM_FIELD_PREFIX,
    fields: async ({ client }) => {
      const definitions = await listUserFields(client);
      writer.learnFields(definitions);
      return definitions;
    },
    identities,
    mergeable,
    write: (request) => writer.write(request),
    notices: () => writer.notices,
  };
}

function unwrittenColumns({ allowRoles }: UsersSettings): ReadonlyMap<string, string> {
  return new Map([
    ["id", "a source's own id is not Zendesk's; to match users by it, map it to external_id"],
    ...NEVER_WRITTEN.map((column) => [column, "this connector never writes it"] as const),
    ...(allowRoles ? [] : ROLE_COLUMNS.map((column) => [column, "it is written only with allow_roles"] as const)),
  ]);
}

/** Keys, the name, and roles, whose loss would take rights away; tags and organizations unless they are replaced. */
function neverCleared({ organizationMode, tagsMode }: UsersSettings): ReadonlySet<string> {
  return new Set([
    ...KEY_COLUMNS,
    "name",
    ...ROLE_COLUMNS,
    ...(tagsMode === "replace" ? [] : ["tags"]),
    ...(organizationMode === "replace" ? [] : ["organization", "organization_id"]),
  ]);
}
