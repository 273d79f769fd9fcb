import type { Account } from "./account/account.ts";
import { type AccessToken, isAllowedBy } from "./account/credentials.ts";
import type { Route } from "./call.ts";
import type { Role } from "./account/account-options.ts";
import { forbidden, Refusal } from "./refusal.ts";
import type { StoredUser } from "./users/stored-user.ts";

export interface SignedIn {
  /** Undefined without credentials. */
  readonly actor: StoredUser | undefined;
  readonly token: AccessToken | undefined;
  readonly writerRole: Role;
}

/** The sender of this Authorization header. Throws the 401. */
export function signIn(account: Account, authorization: string | undefined, nowMs: number): SignedIn {
  const caller = account.credentials.identify(authorization, nowMs);
  if (caller === undefined) return { actor: undefined, token: undefined, writerRole: "end-user" };
  const actor = account.users.byIdentity("email", caller.email);
  if (actor === undefined) throw unauthenticated();
  return { actor, token: caller.token, writerRole: actor.role };
}

/** Throws the 401 or 403 for a route that this user or this token may not use. */
export function checkAccess({ allowed = "agent", method, path }: Route, { actor, token }: SignedIn): void {
  if (allowed === "anyone") return;
  if (actor === undefined) throw unauthenticated();
  if (actor.role === "end-user" || (allowed === "admin" && actor.role !== "admin")) {
    throw forbidden("You do not have access to this page. Please contact the account owner for further help.");
  }
  const [, , resource = ""] = path.split("/");
  if (token !== undefined && !isAllowedBy(token, method, resource)) {
    throw new Refusal(403, { error: "Forbidden", description: "You are missing the following required scopes" });
  }
}

function unauthenticated(): Refusal {
  return new Refusal(401, { error: "Couldn't authenticate you" });
}
