import type { ZendeskHttpError } from "../zendesk/http/errors.ts";
import { coversRequest } from "../zendesk/http/scopes.ts";
import { named } from "./catalogue.ts";
import { type ErrorContext, scopeOf } from "./error-context.ts";
import type { NamedEntry } from "./error-entry.ts";
import { TOKEN_PATH, isSignIn } from "./sign-in-paths.ts";

/** A 403 has no code that says what is missing. The path, the scope and the role narrow it down. */
export function diagnoseForbidden({ method, path }: ZendeskHttpError, context: ErrorContext): NamedEntry {
  const scope = scopeOf(context);
  if (scope !== undefined && path !== TOKEN_PATH && !coversRequest(scope, { method, path })) {
    return named("scope_too_narrow");
  }
  if (isSignIn(path)) return named("sign_in_forbidden");
  const isAdmin = context.role === undefined || context.role === "admin";
  const own = context.forbiddenRules.find((rule) => rule.path.test(path));
  return (isAdmin ? own?.toAdmin : own?.toAgent) ?? named(isAdmin ? "request_forbidden" : "role_forbids");
}
