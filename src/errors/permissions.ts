import type { ErrorEntry } from "./error-entry.ts";
import { BULK_IMPORT_REQUEST } from "./bulk-import-request.ts";

const ROLES = "Admin Center > People > Team > Roles";
const OAUTH_CLIENTS = "Admin Center > Apps and integrations > APIs > OAuth clients";
const IP_RESTRICTIONS =
  "If IP restrictions are on in Admin Center > Account > Security > Advanced, allow the addresses that the connector " +
  "connects from.";

const ASK_ZENDESK = "ask Zendesk's support what the request lacks, with the request id in the internal message.";

/** Zendesk knows who is asking, and says no. Its texts differ by language: these are told apart by path and by what is known. */
export const permissionErrors = {
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
  scope_without_write: {
    failureType: "config_error",
    when: "the scope of the OAuth token does not allow writing, and this is not a dry run",
    cause: 'The OAuth token has the scope "{scope}", which lets the connector read and not write.',
    steps: [
      `Allow the client the scopes "read" and "write" in ${OAUTH_CLIENTS}.`,
      'Set "credentials.scope" to "read write".',
      'Or set "dry_run": it only reads.',
    ],
    otherwise: ASK_ZENDESK,
  },
  scope_too_narrow: {
    failureType: "config_error",
    when: "403 to a request that the scope in the config does not cover",
    cause: 'The scope "{scope}" does not cover the request {request} (403).',
    steps: [
      `Allow the client the scopes "read" and "write" in ${OAUTH_CLIENTS}.`,
      'Set "credentials.scope" to "read write". Jobs, custom fields and search have no narrower scope.',
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
  sign_in_forbidden: {
    failureType: "config_error",
    when: "403 to the first request, which reads `users/me` or creates a token",
    cause: "Zendesk refuses even the first request from here (403): the account does not let the connector in at all.",
    steps: [
      IP_RESTRICTIONS,
      "Open https://{subdomain}.zendesk.com in a browser: a suspended or expired account says so there.",
      'With an OAuth token, see that it has the scopes "read" and "write".',
    ],
    otherwise: ASK_ZENDESK,
  },
  role_forbids: {
    failureType: "config_error",
    when: "403 to another request of someone who is not an admin",
    cause: "Zendesk does not allow the agent with these credentials to make the request {request} (403).",
    steps: [
      `Let the agent's role manage end users and organizations in ${ROLES}; only admins may delete in bulk.`,
      "Or use the credentials of an admin.",
    ],
    otherwise: ASK_ZENDESK,
  },
  request_forbidden: {
    failureType: "config_error",
    when: "403 to another request of an admin",
    cause:
      "Zendesk does not allow these credentials to make the request {request} (403), although they are an admin's.",
    steps: [
      'With an OAuth token, see that it has the scopes "read" and "write".',
      IP_RESTRICTIONS,
      "Check in Admin Center > Account > Billing > Subscription that the plan has what the request is about.",
    ],
    otherwise: ASK_ZENDESK,
  },
} satisfies Record<string, ErrorEntry>;
