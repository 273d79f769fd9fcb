import type { ErrorEntry } from "./error-entry.ts";
import { ASK_ZENDESK, OAUTH_CLIENTS, ROLES } from "./where-to-look.ts";

const IP_RESTRICTIONS =
  "If IP restrictions are on in Admin Center > Account > Security > Advanced, allow the addresses that the connector " +
  "connects from.";

/** Zendesk knows who is asking, and says no. Its texts differ by language: these are told apart by path and by what is known. */
export const permissionErrors = {
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
      `Let the agent's role {permissions} in ${ROLES}; only admins may delete in bulk.`,
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
