import type { ErrorEntry } from "../../../errors/error-entry.ts";
import { ASK_ZENDESK } from "../../../errors/where-to-look.ts";

export const TEAM_ERRORS = {
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
} satisfies Record<string, ErrorEntry>;
