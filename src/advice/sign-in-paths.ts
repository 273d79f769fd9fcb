/** Where tokens are made. */
export const TOKEN_PATH = "/oauth/tokens";

/** What the connector asks for before anything else: a token, and who it is. */
export function isSignIn(path: string): boolean {
  return path === TOKEN_PATH || path === "/api/v2/users/me.json";
}
