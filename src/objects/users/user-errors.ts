import type { ForbiddenRule } from "../../errors/error-context.ts";
import type { ErrorEntry } from "../../errors/error-entry.ts";
import { ASK_ZENDESK, ROLES } from "../../errors/where-to-look.ts";
import { BULK_IMPORT_PATH, BULK_IMPORT_REQUEST } from "./bulk-import.ts";

/** Errors that occur only in syncs of users. */
export const USER_ERRORS = {
  bulk_import_disabled: {
    failureType: "config_error",
    when:
      "Zendesk returns 403 for `users/create_many` or `users/create_or_update_many` from an admin with write scope, and " +
      "`when_bulk_import_disabled` is `fail`",
    cause: "Zendesk does not allow the bulk import of users (403). It is disabled in most accounts.",
    steps: [
      `Ask the account owner to write to Zendesk Support: "${BULK_IMPORT_REQUEST}"`,
      'Sync again after Zendesk has enabled it. To sync without bulk imports, set "when_bulk_import_disabled" to ' +
        '"fall_back". Zendesk then accepts about one new user per second.',
    ],
    otherwise:
      "ask Zendesk Support whether it is enabled for {subdomain}.zendesk.com, and give them the request id from the internal message.",
  },
  bulk_import_refused_to_agent: {
    failureType: "config_error",
    when: "Zendesk returns 403 for `users/create_many` or `users/create_or_update_many` from an agent in a custom role",
    cause: "Zendesk does not allow this agent to import users in bulk (403).",
    steps: [
      `Allow the agent's role to add and edit all end users in ${ROLES}, or use the credentials of an admin.`,
      "If the role already allows that, bulk imports may be disabled, as in most accounts. Ask the account owner to write to Zendesk Support: " +
        `"${BULK_IMPORT_REQUEST}"`,
    ],
    otherwise: ASK_ZENDESK,
  },
  team_unreadable: {
    failureType: "config_error",
    when: "Zendesk returns 403 for the list of agents and admins, which is needed to protect them",
    cause:
      "These credentials may not list the account's agents and admins (403), so the connector cannot protect them " +
      "from changes. Nothing was written.",
    steps: [
      'Use the credentials of an admin, or of an agent who may see all users, with the scopes "read" and "write". ' +
        'If records may change agents and admins, set "team_members" to "update" instead.',
    ],
    otherwise: ASK_ZENDESK,
  },
  permanent_deletion_forbidden: {
    failureType: "config_error",
    when: "`permanent_deletion` is on, and Zendesk returns 403 for `deleted_users/{id}` before it has deleted anyone permanently",
    cause:
      "Zendesk does not allow these credentials to delete users permanently (403). Users of this sync may be deleted by now, " +
      "but none of them permanently.",
    steps: [
      'Use the credentials of an admin, with the scopes "read" and "write". Alternatively, set "permanent_deletion" to ' +
        "false: Zendesk then deletes the users permanently after 30 days.",
      "Sync again. Deleted users whose records have their external id or id are found and deleted permanently.",
    ],
    otherwise: ASK_ZENDESK,
  },
} satisfies Record<string, ErrorEntry>;

const PERMANENT_DELETION_FORBIDDEN = {
  id: "permanent_deletion_forbidden",
  entry: USER_ERRORS.permanent_deletion_forbidden,
};

/** For an agent, the permission may be missing in the account or in the role. */
export const USER_FORBIDDEN_RULES: readonly ForbiddenRule[] = [
  {
    path: BULK_IMPORT_PATH,
    toAdmin: { id: "bulk_import_disabled", entry: USER_ERRORS.bulk_import_disabled },
    toAgent: { id: "bulk_import_refused_to_agent", entry: USER_ERRORS.bulk_import_refused_to_agent },
  },
  {
    path: /^\/api\/v2\/deleted_users\//,
    toAdmin: PERMANENT_DELETION_FORBIDDEN,
    toAgent: PERMANENT_DELETION_FORBIDDEN,
  },
];
