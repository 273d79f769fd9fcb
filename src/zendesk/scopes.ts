/** As Zendesk writes them: `read`, `users:write`. What else an answer holds in their place goes into no message. */
const SCOPE = /^[a-z_]{1,40}(?::[a-z_]{1,40})?$/;
/** Zendesk has about fifty. */
const MOST_SCOPES = 60;

/** The scopes that an answer names; undefined where it names none that could be Zendesk's. */
export function grantedScopes(text: string | undefined): readonly string[] | undefined {
  const scopes = new Set(text?.split(/[\s,]+/).filter((scope) => SCOPE.test(scope)));
  return scopes.size > 0 && scopes.size <= MOST_SCOPES ? [...scopes] : undefined;
}

/** Whether a scope lets anything be written. Zendesk takes an empty one for all that there is. */
export function letsWrite(scope: string): boolean {
  const scopes = scope.split(/\s+/).filter(Boolean);
  return scopes.length === 0 || scopes.some((each) => each === "write" || each.endsWith(":write"));
}
