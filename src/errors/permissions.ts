import type { ErrorEntry } from "./error-entry.ts";
import { ASK_ZENDESK, OAUTH_CLIENTS, ROLES } from "./where-to-look.ts";

const IP_RESTRICTIONS =
  "If IP restrictions are enabled in Admin Center > Account > Security > Advanced, allow the connector's IP " +
  "addresses.";

/** Zendesk knows the user, and refuses. Its texts depend on the language, so the path and other facts decide which error it is. */
export const permissionErrors = {
  scope_without_write: {
    failureType: "config_error",
    when: "the scope of the OAuth token does not allow writing, and this is not a dry run",
    cause: 'The OAuth token has the scope "{scope}", which allows reading but not writing.',
    steps: [
      `Allow the scopes "read" and "write" for the client in ${OAUTH_CLIENTS}.`,
      'Set "credentials.scope" to "read write". If nothing should be written, set "dry_run" instead: a dry run only reads.',
    ],
    otherwise: ASK_ZENDESK,
  },
  scope_too_narrow: {
    failureType: "config_error",
    when: "Zendesk returns 403 for a request that the scope does not cover",
    cause: 'The scope "{scope}" does not cover the request {request} (403).',
    steps: [
      `Allow the scopes "read" and "write" for the client in ${OAUTH_CLIENTS}.`,
      'Set "credentials.scope" to "read write". There is no narrower scope for jobs, custom fields and search.',
    ],
    otherwise: ASK_ZENDESK,
  },
  sign_in_forbidden: {
    failureType: "config_error",
    when: "Zendesk returns 403 for the first request, which reads `users/me` or creates a token",
    cause: "Zendesk refuses even the first request (403): the account does not accept any requests from the connector.",
    steps: [
      IP_RESTRICTIONS,
      "Open https://{subdomain}.zendesk.com in a browser to see whether the account is suspended or has expired.",
      'If you use an OAuth token, check that it has the scopes "read" and "write".',
    ],
    otherwise: ASK_ZENDESK,
  },
  role_forbids: {
    failureType: "config_error",
    when: "Zendesk returns 403 for another request, and the credentials do not belong to an admin",
    cause: "Zendesk does not allow the agent with these credentials to make the request {request} (403).",
    steps: [
      `Allow the agent's role to {permissions} in ${ROLES}, or use the credentials of an admin. Only admins may delete in bulk.`,
    ],
    otherwise: ASK_ZENDESK,
  },
  request_forbidden: {
    failureType: "config_error",
    when: "Zendesk returns 403 for another request, and the credentials belong to an admin",
    cause:
      "Zendesk does not allow these credentials to make the request {request} (403), although they belong to an admin.",
    steps: [
      'If you use an OAuth token, check that it has the scopes "read" and "write".',
      IP_RESTRICTIONS,
      "Check in Admin Center > Account > Billing > Subscription that your plan includes the feature that the request uses.",
    ],
    otherwise: ASK_ZENDESK,
  },
} satisfies Record<string, ErrorEntry>;
