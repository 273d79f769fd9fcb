/** As Zendesk writes them: `read`, `users:write`. Anything else in their place is never printed. */
const SCOPE = /^[a-z_]{1,40}(?::[a-z_]{1,40})?$/;
/** Zendesk has about fifty. */
const MAX_SCOPES = 60;

/** The scopes in an answer; undefined if it contains none that could be Zendesk's. */
export function grantedScopes(text: string | undefined): readonly string[] | undefined {
  const scopes = new Set(text?.split(/[\s,]+/).filter((scope) => SCOPE.test(scope)));
  return scopes.size > 0 && scopes.size <= MAX_SCOPES ? [...scopes] : undefined;
}

/** The scopes that the text of a scope lists. */
export function listScopes(scope: string): readonly string[] {
  return scope.split(/\s+/).filter(Boolean);
}

/** Whether a scope allows any writing. Zendesk treats an empty scope as all scopes. */
export function letsWrite(scope: string): boolean {
  const scopes = listScopes(scope);
  return scopes.length === 0 || scopes.some((each) => each === "write" || each.endsWith(":write"));
}

/**
 * Whether a scope covers a request. `read` and `write` cover everything. There is no narrower scope for jobs, custom
 * fields and search.
 */
export function coversRequest(scope: string, { method, path }: { method: string; path: string }): boolean {
  const kind = method === "GET" ? "read" : "write";
  const granted = new Set(listScopes(scope));
  if (granted.size === 0 || granted.has(kind)) return true;
  const [, resource = "", action = ""] = /^\/api\/v2\/(\w+)(?:\/(\w+))?/.exec(path) ?? [];
  return action !== "search" && granted.has(`${resource}:${kind}`);
}
