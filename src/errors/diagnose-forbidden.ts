import type { ZendeskHttpError } from "../zendesk/http/errors.ts";
import { coversRequest } from "../zendesk/http/scopes.ts";
import type { ErrorId } from "./catalogue.ts";
import { TOKEN_PATH, isSignIn } from "./sign-in-paths.ts";
import { type ErrorContext, scopeOf } from "./error-context.ts";

/** Which must be enabled by Zendesk's support; no other bulk request must. */
const BULK_IMPORT = /^\/api\/v2\/users\/create(?:_or_update)?_many(?:\.json)?$/;

/** A 403 never says in a code what was lacking: the path, the scope and the role narrow it down. */
export function diagnoseForbidden({ method, path }: ZendeskHttpError, context: ErrorContext): ErrorId {
  const scope = scopeOf(context);
  if (scope !== undefined && path !== TOKEN_PATH && !coversRequest(scope, { method, path })) return "scope_too_narrow";
  if (isSignIn(path)) return "sign_in_forbidden";
  const isAdmin = context.role === undefined || context.role === "admin";
  if (BULK_IMPORT.test(path)) return isAdmin ? "bulk_import_disabled" : "bulk_import_refused_to_agent";
  return isAdmin ? "request_forbidden" : "role_forbids";
}
