import type { Credentials } from "../zendesk/http/authentication.ts";
import { joinAll } from "../text/join-all.ts";
import type { Facts, NamedEntry } from "./error-entry.ts";

/** What is known besides the error itself. */
export interface ErrorContext {
  readonly credentials: Credentials;
  readonly subdomain: string;
  /** What an agent's role must allow to write the objects, such as `manage end users`. */
  readonly permissions: readonly string[];
  /** From the objects. The first rule that matches applies. */
  readonly forbiddenRules: readonly ForbiddenRule[];
  /** The role of the user that the credentials belong to, once it is known. */
  readonly role?: string | undefined;
  /** The scope of the token, once it is known. */
  readonly grantedScope?: string | undefined;
}

export function listPermissions(permissions: readonly string[]): string {
  return joinAll(permissions);
}

/** The scope that was granted, or else the scope in the config. The scope of an access token is unknown. */
export function scopeOf({ credentials, grantedScope }: ErrorContext): string | undefined {
  if (grantedScope !== undefined) return grantedScope;
  return credentials.auth_type === "oauth2_client_credentials" ? credentials.scope : undefined;
}

/** What a 403 to certain requests of an object means, for an admin and for an agent, where it is not the usual thing. */
export interface ForbiddenRule {
  readonly path: RegExp;
  readonly toAdmin?: NamedEntry;
  readonly toAgent?: NamedEntry;
}

/** The catalogue entry for an error, and the facts for its texts. */
export interface Diagnosis {
  readonly named: NamedEntry;
  readonly facts: Facts;
}
