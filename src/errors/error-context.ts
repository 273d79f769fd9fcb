import type { Credentials } from "../zendesk/http/authentication.ts";
import type { Facts } from "./error-entry.ts";
import type { ErrorId } from "./catalogue.ts";

/** What is known beside the error itself. */
export interface ErrorContext {
  readonly credentials: Credentials;
  readonly subdomain: string;
  /** The role of the user whose credentials these are, once Zendesk has told it. */
  readonly role?: string | undefined;
  /** The scope of the token, once it is known. */
  readonly grantedScope?: string | undefined;
}

/** The scope that was granted, or else the one that the config asks for; an access token's is not known. */
export function scopeOf({ credentials, grantedScope }: ErrorContext): string | undefined {
  if (grantedScope !== undefined) return grantedScope;
  return credentials.auth_type === "oauth2_client_credentials" ? credentials.scope : undefined;
}

/** Which entry of the catalogue an error is, and what fills in its texts. */
export interface Diagnosis {
  readonly id: ErrorId;
  readonly facts: Facts;
}
