import type { ErrorEntry } from "./error-entry.ts";
import { OAUTH_CLIENTS, ROLES } from "./where-to-look.ts";

const API_TOKENS = "Admin Center > Apps and integrations > APIs > API tokens";
const TEAM_MEMBERS = "Admin Center > People > Team > Team members";

const ASK_ZENDESK =
  "ask Zendesk Support why the credentials are refused, and give them the request id from the internal message.";

/** Zendesk does not accept the credentials, or they belong to a user who may not write. */
export const credentialsErrors = {
  api_token_refused: {
    failureType: "config_error",
    when: "Zendesk returns 401 for an API token",
    cause: "Zendesk does not accept the email address and API token (401).",
    steps: [
      'Check that "email" is the address of an active admin in Zendesk.',
      `Check in ${API_TOKENS} that the token is listed and active, and enter it again in "api_token".`,
      "If it is not listed, use OAuth: Zendesk issues no new API tokens and deletes unused ones. Create an OAuth client in " +
        `${OAUTH_CLIENTS}, and set "credentials.auth_type" to "oauth2_client_credentials".`,
    ],
    otherwise: `check that "subdomain" ("{subdomain}") is the account that the token belongs to. Then ${ASK_ZENDESK}`,
  },
  access_token_refused: {
    failureType: "config_error",
    when: "Zendesk returns 401 for an OAuth access token",
    cause: 'The token in "credentials.access_token" is wrong, revoked or expired (401).',
    steps: [
      'Enter a new token in "credentials.access_token". The connector cannot renew it. Alternatively, set ' +
        `"credentials.auth_type" to "oauth2_client_credentials" and use an OAuth client from ${OAUTH_CLIENTS}. The ` +
        "connector then gets new tokens by itself.",
    ],
    otherwise: `check that "subdomain" ("{subdomain}") is the account that the token belongs to. Then ${ASK_ZENDESK}`,
  },
  new_token_refused: {
    failureType: "config_error",
    when: "Zendesk returns 401 for a token that it has just issued to the OAuth client",
    cause: "Zendesk refuses a token that it has just issued to the OAuth client (401).",
    steps: [
      `Check in ${OAUTH_CLIENTS} that the client in "credentials.client_id" still exists.`,
      `Check in ${TEAM_MEMBERS} that the user who owns the client is active and an admin.`,
      'Create a new client while signed in as an admin, and enter its "credentials.client_id" and "credentials.client_secret".',
    ],
    otherwise: ASK_ZENDESK,
  },
  oauth_client_refused: {
    failureType: "config_error",
    when: "Zendesk issues no token and returns 401, `invalid_client` or a code not listed here",
    cause: "Zendesk does not accept the OAuth client.",
    steps: [
      `Compare "credentials.client_id" with the client's identifier in ${OAUTH_CLIENTS}. It is not the client's name.`,
      'Generate a new secret there, and enter it in "credentials.client_secret". Zendesk shows it only once.',
      "Check that the client's kind is confidential. Zendesk issues tokens for a secret only to confidential clients.",
    ],
    otherwise: 'check that "subdomain" ("{subdomain}") is the account that the client belongs to.',
  },
  oauth_scope_refused: {
    failureType: "config_error",
    when: "Zendesk issues no token and returns `invalid_scope`",
    cause: 'Zendesk does not allow the scope "{scope}" for the OAuth client.',
    steps: [
      `Find the client's allowed scopes in ${OAUTH_CLIENTS}.`,
      'Allow "read" and "write" there, or set "credentials.scope" to scopes that are allowed.',
    ],
    otherwise: "create a new client without restricting its allowed scopes.",
  },
  oauth_grant_refused: {
    failureType: "config_error",
    when: "Zendesk issues no token and returns `invalid_grant`, `unauthorized`, `unauthorized_client` or `unsupported_grant_type`",
    cause: "Zendesk knows the OAuth client, but issues no token for its client credentials ({code}).",
    steps: [
      `Check in ${OAUTH_CLIENTS} that the client's kind is confidential. If it is public, create a new client.`,
      `Check in ${TEAM_MEMBERS} that the user who owns the client is active and an admin.`,
      'Enter the client\'s "credentials.client_id" and "credentials.client_secret" again.',
    ],
    otherwise: ASK_ZENDESK,
  },
  anonymous_user: {
    failureType: "config_error",
    when: "Zendesk returns 200, but for an anonymous user (`users/me` without an id)",
    cause: "Zendesk treated the request as anonymous: it does not recognize the credentials.",
    steps: [
      'Enter "credentials" again. The token may be empty, deleted or truncated.',
      "If you have no token for this account, create an OAuth client in " +
        `${OAUTH_CLIENTS}, and set "credentials.auth_type" to "oauth2_client_credentials".`,
    ],
    otherwise: 'check that "subdomain" ("{subdomain}") is the account that the credentials belong to.',
  },
  role_unfit: {
    failureType: "config_error",
    when: "the credentials belong to an end user, or to an agent without a custom role",
    cause: 'The credentials belong to a user with the role "{role}", which may not write in bulk.',
    steps: [
      `Use the credentials of an admin, or of an agent in a custom role that may {permissions} (${ROLES}).`,
      "An OAuth client acts as the user who owns it. Create it while signed in as an admin.",
    ],
    otherwise: `check the user's role in ${TEAM_MEMBERS}.`,
  },
} satisfies Record<string, ErrorEntry>;
