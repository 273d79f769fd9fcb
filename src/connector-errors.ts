import { ConfigError, ConnectorError, SystemError, TransientError } from "airbyte-cdk-typescript";
import { BULK_IMPORT_REQUEST } from "./advice/bulk-import-request.ts";
import type { Credentials } from "./zendesk/authentication.ts";
import { ZendeskAnswerError, ZendeskHttpError, ZendeskUnavailableError } from "./zendesk/errors.ts";

/** What the advice in an error depends on. */
export interface ErrorSituation {
  readonly authType: Credentials["auth_type"];
  readonly subdomain: string;
}

/**
 * An error of Zendesk's API as one that a person can act on. Zendesk's own words stay out of it: they may quote
 * e-mail addresses. Errors from elsewhere are given back as they are.
 */
export function toConnectorError(error: unknown, situation: ErrorSituation): unknown {
  if (error instanceof ConnectorError) return error;
  if (error instanceof ZendeskUnavailableError) {
    return new TransientError(
      `Zendesk could not be reached or kept failing: ${error.message}. ` +
        `Check that https://${situation.subdomain}.zendesk.com opens from where the connector runs, then sync again.`,
      { internalMessage: error.message, cause: error },
    );
  }
  if (error instanceof ZendeskAnswerError) {
    return new ConfigError(
      `${error.message}. Is the subdomain "${situation.subdomain}" right, and is the account active? ` +
        "A proxy that answers in Zendesk's place gives this error too.",
      { internalMessage: error.message, cause: error },
    );
  }
  if (error instanceof ZendeskHttpError) return fromStatus(error, situation);
  return error;
}

function fromStatus(error: ZendeskHttpError, situation: ErrorSituation): ConnectorError {
  const details = {
    internalMessage: error.requestId === undefined ? error.message : `${error.message} (request ${error.requestId})`,
    cause: error,
  };
  if (error.path === "/oauth/tokens" && error.status < 500) {
    return new ConfigError(oauthAdvice(error.code, situation), details);
  }
  switch (error.status) {
    case 401:
      return new ConfigError(
        `Zendesk does not accept the credentials (401). ${CREDENTIAL_ADVICE[situation.authType]}`,
        details,
      );
    case 403:
      return new ConfigError(permissionAdvice(error), details);
    case 404:
      return new ConfigError(
        `Zendesk does not know the address ${error.path} (404). Check the setting "subdomain" ("${situation.subdomain}"): ` +
          "it must be the first part of your Zendesk address. If it is right, the account's plan may lack this feature.",
        details,
      );
    default:
      return new SystemError(
        `${error.message}, which this connector does not expect. Sync again; if it repeats, report it with the request id.`,
        details,
      );
  }
}

const CREDENTIAL_ADVICE: Readonly<Record<Credentials["auth_type"], string>> = {
  api_token:
    'Check "email" and "api_token": the e-mail must be that of an active admin, and the token must be listed as active in ' +
    "Admin Center > Apps and integrations > APIs > API tokens. Zendesk makes no new tokens and deletes unused ones: " +
    'if yours is gone, set "credentials.auth_type" to "oauth2_client_credentials" with an OAuth client.',
  oauth2_access_token:
    'The token in "credentials.access_token" is wrong, revoked or expired. Enter a new one, or set "credentials.auth_type" to ' +
    '"oauth2_client_credentials", with which the connector renews its tokens itself.',
  oauth2_client_credentials:
    "Zendesk refuses a token that it has just made. Check in Admin Center > Apps and integrations > APIs > OAuth clients " +
    'that the client of "credentials.client_id" is active and that its owner is an active admin.',
};

function oauthAdvice(code: string, { subdomain }: ErrorSituation): string {
  if (code === "invalid_scope") {
    return (
      'Zendesk does not allow the OAuth client the scope in "credentials.scope". Enter scopes that are allowed for the client in ' +
      "Admin Center > Apps and integrations > APIs > OAuth clients, or allow these there."
    );
  }
  return (
    'Zendesk does not accept the OAuth client. Check "credentials.client_id" (the client\'s unique identifier) and ' +
    '"credentials.client_secret" against Admin Center > Apps and integrations > APIs > OAuth clients, that the client\'s kind is ' +
    `confidential, and that "subdomain" ("${subdomain}") is the account it belongs to.`
  );
}

function permissionAdvice(error: ZendeskHttpError): string {
  if (error.path.includes("/users/create")) {
    return (
      "Zendesk refuses the bulk import of users (403). Most accounts have it switched off. 1. Let the account's owner write to " +
      `Zendesk's support: "${BULK_IMPORT_REQUEST}" 2. When Zendesk has enabled it, sync again. ` +
      "If it is on, sign in as an admin, with the scopes read and write."
    );
  }
  return (
    `Zendesk does not allow these credentials the request ${error.method} ${error.path} (403). Use those of an admin, with the ` +
    "scopes read and write, and check the account's IP restrictions."
  );
}
