import type { ForbiddenRule } from "../../../errors/error-context.ts";
import type { ErrorEntry } from "../../../errors/error-entry.ts";
import { ASK_ZENDESK } from "../../../errors/where-to-look.ts";

export const DELETION_ERRORS = {
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

const FORBIDDEN = { id: "permanent_deletion_forbidden", entry: DELETION_ERRORS.permanent_deletion_forbidden };

export const DELETION_FORBIDDEN_RULE: ForbiddenRule = {
  path: /^\/api\/v2\/deleted_users\//,
  toAdmin: FORBIDDEN,
  toAgent: FORBIDDEN,
};
