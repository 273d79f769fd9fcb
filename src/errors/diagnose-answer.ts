import type { ZendeskHttpError } from "../zendesk/http/errors.ts";
import { type ErrorId, named } from "./catalogue.ts";
import { diagnoseForbidden } from "./diagnose-forbidden.ts";
import type { NamedEntry } from "./error-entry.ts";
import { TOKEN_PATH, isSignIn } from "./sign-in-paths.ts";
import { type Diagnosis, type ErrorContext, listPermissions, scopeOf } from "./error-context.ts";

/** Diagnoses an answer by its status, path and error code, never by its text, which depends on the language. */
export function diagnoseAnswer(error: ZendeskHttpError, context: ErrorContext): Diagnosis {
  const scope = scopeOf(context);
  const facts = {
    subdomain: context.subdomain,
    request: `${error.method} ${error.path}`,
    response: `${error.status} ${error.code}`.trim(),
    code: error.code,
    permissions: listPermissions(context.permissions),
    ...(scope !== undefined && { scope }),
  };
  return { named: entryOf(error, context), facts };
}

function entryOf(error: ZendeskHttpError, context: ErrorContext): NamedEntry {
  return error.status === 403 ? diagnoseForbidden(error, context) : named(errorIdOf(error, context));
}

function errorIdOf(error: ZendeskHttpError, context: ErrorContext): ErrorId {
  const { code, path, status } = error;
  switch (status) {
    case 404:
      return isSignIn(path) ? "account_not_found" : notFound(code);
    case 407:
      return "proxy_sign_in";
  }
  if (path === TOKEN_PATH && (status === 400 || status === 401)) return refusedToken(code);
  switch (status) {
    case 401:
      return refusedCredentials(context);
    case 429:
      return code === "TooManyJobs" ? "job_slots_taken" : "rate_limited";
    case 409:
    case 500:
    case 502:
    case 503:
    case 504:
      return "service_failing";
    default:
      return error.isAboutContent ? "request_refused" : "unexpected_status";
  }
}

/** RFC 6749, section 5.2. */
function refusedToken(code: string): ErrorId {
  switch (code) {
    case "invalid_scope":
      return "oauth_scope_refused";
    case "invalid_grant":
    case "unauthorized":
    case "unauthorized_client":
    case "unsupported_grant_type":
      return "oauth_grant_refused";
    default:
      return "oauth_client_refused";
  }
}

function refusedCredentials({ credentials }: ErrorContext): ErrorId {
  switch (credentials.auth_type) {
    case "api_token":
      return "api_token_refused";
    case "oauth2_access_token":
      return "access_token_refused";
    case "oauth2_client_credentials":
      return "new_token_refused";
  }
}

/** A 404 without a code is not from the API. It is the page that Zendesk shows for unknown subdomains. */
function notFound(code: string): ErrorId {
  if (code === "") return "account_not_found";
  return code === "InvalidEndpoint" ? "feature_missing" : "thing_gone";
}
