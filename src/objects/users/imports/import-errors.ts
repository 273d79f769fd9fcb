import type { ForbiddenRule } from "../../../errors/error-context.ts";
import type { ErrorEntry } from "../../../errors/error-entry.ts";
import { ASK_ZENDESK, ROLES } from "../../../errors/where-to-look.ts";
import { BULK_IMPORT_PATH, BULK_IMPORT_REQUEST } from "./bulk-import.ts";

export const IMPORT_ERRORS = {
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
} satisfies Record<string, ErrorEntry>;

/** For an agent, the permission may be missing in the account or in the role. */
export const IMPORT_FORBIDDEN_RULE: ForbiddenRule = {
  path: BULK_IMPORT_PATH,
  toAdmin: { id: "bulk_import_disabled", entry: IMPORT_ERRORS.bulk_import_disabled },
  toAgent: { id: "bulk_import_refused_to_agent", entry: IMPORT_ERRORS.bulk_import_refused_to_agent },
};
