import type { Credentials } from "../zendesk/http/authentication.ts";
import type { Facts, NamedEntry } from "./error-entry.ts";

/** What is known beside the error itself. */
export interface ErrorContext {
  readonly credentials: Credentials;
  readonly subdomain: string;
  /** What an agent's role must allow for what is written, as `manage end users`. */
  readonly permissions: readonly string[];
  /** The objects' own. The first that fits counts. */
  readonly forbiddenRules: readonly ForbiddenRule[];
  /** The role of the user whose credentials these are, once Zendesk has told it. */
  readonly role?: string | undefined;
  /** The scope of the token, once it is known. */
  readonly grantedScope?: string | undefined;
}

/** As a text for people. */
export function listPermissions(permissions: readonly string[]): string {
  return permissions.join(" and ");
}

/** The scope that was granted, or else the one that the config asks for; an access token's is not known. */
export function scopeOf({ credentials, grantedScope }: ErrorContext): string | undefined {
  if (grantedScope !== undefined) return grantedScope;
  return credentials.auth_type === "oauth2_client_credentials" ? credentials.scope : undefined;
}

/** What a 403 to some requests of an object means, by whether the credentials are an admin's. */
export interface ForbiddenRule {
  readonly path: RegExp;
  readonly toAdmin: NamedEntry;
  readonly toAgent: NamedEntry;
}

/** Which entry an error is, and what fills in its texts. */
export interface Diagnosis {
  readonly named: NamedEntry;
  readonly facts: Facts;
}
