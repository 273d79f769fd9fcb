import { TOKEN_REQUEST } from "../zendesk/http/client-credentials.ts";

export const TOKEN_PATH = TOKEN_REQUEST.path;

/** The connector's first requests: a token, and the user that the credentials belong to. */
export function isSignIn(path: string): boolean {
  return path === TOKEN_PATH || path === "/api/v2/users/me.json";
}
