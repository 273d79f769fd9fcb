import type { ForbiddenRule } from "../../errors/error-context.ts";
import type { ErrorEntry } from "../../errors/error-entry.ts";
import { ASK_ZENDESK, ROLES } from "../../errors/where-to-look.ts";
import { BULK_IMPORT_PATH, BULK_IMPORT_REQUEST } from "./bulk-import.ts";

/** Errors that only syncs of users end with. */
export const USER_ERRORS = {
  bulk_import_disabled: {
    failureType: "config_error",
    when:
      "403 to `users/create_many` or `users/create_or_update_many` for an admin with the scope to write, where " +
      "`when_bulk_import_disabled` is `fail`",
    cause: "Zendesk refuses the bulk import of users (403). Most accounts have it switched off.",
    steps: [
      `Have the account's owner write to Zendesk's support: "${BULK_IMPORT_REQUEST}"`,
      "When Zendesk has enabled it, sync again.",
      'Or set "when_bulk_import_disabled" to "fall_back": Zendesk then takes one new user a second.',
    ],
    otherwise:
      "ask whether it is enabled for the very account {subdomain}.zendesk.com, with the request id in the internal message.",
  },
  bulk_import_refused_to_agent: {
    failureType: "config_error",
    when: "403 to `users/create_many` or `users/create_or_update_many` for an agent in a custom role",
    cause: "Zendesk refuses the bulk import of users to this agent (403).",
    steps: [
      `Let the agent's role add and edit all end users in ${ROLES}, or use the credentials of an admin.`,
      "If it does: most accounts have bulk imports switched off. Have the account's owner write to Zendesk's support: " +
        `"${BULK_IMPORT_REQUEST}"`,
    ],
    otherwise: ASK_ZENDESK,
  },
  team_unreadable: {
    failureType: "config_error",
    when: "403 to the list of agents and admins, which `team_members` needs to protect them",
    cause:
      "These credentials may not list the account's agents and admins (403), so the connector cannot keep records " +
      "from writing to them. Nothing was written.",
    steps: [
      'Use the credentials of an admin, or of an agent who may see all users, with the scopes "read" and "write".',
      'Or set "team_members" to "update", if records may write to agents and admins.',
    ],
    otherwise: ASK_ZENDESK,
  },
} satisfies Record<string, ErrorEntry>;

/** For an agent, the permission may be missing in the account or in the role. */
export const USER_FORBIDDEN_RULES: readonly ForbiddenRule[] = [
  {
    path: BULK_IMPORT_PATH,
    toAdmin: { id: "bulk_import_disabled", entry: USER_ERRORS.bulk_import_disabled },
    toAgent: { id: "bulk_import_refused_to_agent", entry: USER_ERRORS.bulk_import_refused_to_agent },
  },
];
