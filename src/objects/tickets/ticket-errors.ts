import type { ForbiddenRule } from "../../errors/error-context.ts";
import type { ErrorEntry } from "../../errors/error-entry.ts";
import { ASK_ZENDESK } from "../../errors/where-to-look.ts";

/** Errors that occur only in syncs of tickets. */
export const TICKET_ERRORS = {
  ticket_import_forbidden: {
    failureType: "config_error",
    when: "Zendesk returns 403 for `imports/tickets/create_many`, and the credentials do not belong to an admin",
    cause: "Zendesk lets only admins import tickets (403), and these credentials belong to an agent.",
    steps: [
      "Use the credentials of an admin. An OAuth client acts as the user who owns it. Alternatively, set " +
        '"tickets_create" to "live": new tickets are then created as if by the agent, so triggers run and emails are sent, ' +
        "and their history is not written.",
    ],
    otherwise: ASK_ZENDESK,
  },
} satisfies Record<string, ErrorEntry>;

export const TICKET_FORBIDDEN_RULES: readonly ForbiddenRule[] = [
  {
    path: /^\/api\/v2\/imports\/tickets\//,
    toAgent: { id: "ticket_import_forbidden", entry: TICKET_ERRORS.ticket_import_forbidden },
  },
];
