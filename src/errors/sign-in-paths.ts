import { TOKEN_REQUEST } from "../zendesk/http/client-credentials.ts";

export const TOKEN_PATH = TOKEN_REQUEST.path;

/** What the connector asks for before anything else: a token, and who it is. */
export function isSignIn(path: string): boolean {
  return path === TOKEN_PATH || path === "/api/v2/users/me.json";
}
