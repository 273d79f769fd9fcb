import type { ErrorEntry } from "./error-entry.ts";
import { OAUTH_CLIENTS, ROLES } from "./where-to-look.ts";

const API_TOKENS = "Admin Center > Apps and integrations > APIs > API tokens";
const TEAM_MEMBERS = "Admin Center > People > Team > Team members";

const ASK_ZENDESK =
  "ask Zendesk's support why the credentials are refused, with the request id in the internal message.";

/** Zendesk does not know who is asking, or knows that it is nobody who may write. */
export const credentialsErrors = {
  api_token_refused: {
    failureType: "config_error",
    when: "Zendesk answers 401 to an API token",
    cause: "Zendesk does not accept the e-mail address and API token (401).",
    steps: [
      'Check "email": it must be the address of an active admin in Zendesk.',
      `Check in ${API_TOKENS} that the token is listed and active, and enter it again as "api_token".`,
      "If it is gone: Zendesk makes no new tokens and deletes unused ones. Make an OAuth client in " +
        `${OAUTH_CLIENTS}, and set "credentials.auth_type" to "oauth2_client_credentials".`,
    ],
    otherwise: `see that "subdomain" ("{subdomain}") is the account the token belongs to; then ${ASK_ZENDESK}`,
  },
  access_token_refused: {
    failureType: "config_error",
    when: "Zendesk answers 401 to an OAuth access token",
    cause: 'The token in "credentials.access_token" is wrong, revoked or expired (401).',
    steps: [
      'Enter a new one as "credentials.access_token": this connector cannot renew it.',
      'Better, set "credentials.auth_type" to "oauth2_client_credentials" with an OAuth client of ' +
        `${OAUTH_CLIENTS}: then the connector makes its tokens itself.`,
    ],
    otherwise: `see that "subdomain" ("{subdomain}") is the account the token belongs to; then ${ASK_ZENDESK}`,
  },
  new_token_refused: {
    failureType: "config_error",
    when: "Zendesk answers 401 to a token that it has just made for the OAuth client",
    cause: "Zendesk refuses a token that it has just made for the OAuth client (401).",
    steps: [
      `Check in ${OAUTH_CLIENTS} that the client of "credentials.client_id" still exists.`,
      `Check in ${TEAM_MEMBERS} that the user who owns the client is active and an admin.`,
      'Make a new client as an admin, and enter its "credentials.client_id" and "credentials.client_secret".',
    ],
    otherwise: ASK_ZENDESK,
  },
  oauth_client_refused: {
    failureType: "config_error",
    when: "Zendesk makes no token, with 401, `invalid_client` or a code not listed here",
    cause: "Zendesk does not accept the OAuth client.",
    steps: [
      `Compare "credentials.client_id" with the client's identifier in ${OAUTH_CLIENTS}: it is not the client's name.`,
      'Make a new secret there, which is shown once, and enter it as "credentials.client_secret".',
      "Check that the client's kind is confidential: Zendesk gives others no token for their secret.",
    ],
    otherwise: 'see that "subdomain" ("{subdomain}") is the account that the client belongs to.',
  },
  oauth_scope_refused: {
    failureType: "config_error",
    when: "Zendesk makes no token, with `invalid_scope`",
    cause: 'Zendesk does not allow the OAuth client the scope "{scope}".',
    steps: [
      `Look up the client's allowed scopes in ${OAUTH_CLIENTS}.`,
      'Allow it "read" and "write" there, or set "credentials.scope" to scopes that it has.',
    ],
    otherwise: "make a new client without a choice of allowed scopes.",
  },
  oauth_grant_refused: {
    failureType: "config_error",
    when: "Zendesk makes no token, with `invalid_grant`, `unauthorized`, `unauthorized_client` or `unsupported_grant_type`",
    cause: "Zendesk knows the OAuth client, but gives it no token by client credentials ({code}).",
    steps: [
      `Check in ${OAUTH_CLIENTS} that the client's kind is confidential. If it is public, make a new client.`,
      `Check in ${TEAM_MEMBERS} that the user who owns the client is active and an admin.`,
      'Enter the client\'s "credentials.client_id" and "credentials.client_secret" again.',
    ],
    otherwise: ASK_ZENDESK,
  },
  anonymous_user: {
    failureType: "config_error",
    when: "Zendesk answers 200 for nobody (`users/me` without an id)",
    cause: "Zendesk took the credentials for nobody's: it answered for an anonymous user.",
    steps: [
      'Enter "credentials" again: the token may be empty, deleted or cut off.',
      "If that is no token of this account, make an OAuth client in " +
        `${OAUTH_CLIENTS}, and set "credentials.auth_type" to "oauth2_client_credentials".`,
    ],
    otherwise: 'see that "subdomain" ("{subdomain}") is the account the credentials belong to.',
  },
  role_unfit: {
    failureType: "config_error",
    when: "the credentials are those of an end user, or of an agent without a custom role",
    cause: 'The credentials are those of a user with the role "{role}", who may not write in bulk.',
    steps: [
      `Use the credentials of an admin, or of an agent in a custom role that may {permissions} (${ROLES}).`,
      "An OAuth client acts as the user who owns it: make it while signed in as an admin.",
    ],
    otherwise: `look up the user's role in ${TEAM_MEMBERS}.`,
  },
} satisfies Record<string, ErrorEntry>;
