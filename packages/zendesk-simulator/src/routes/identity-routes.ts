import type { Call, Reply, Route } from "../call.ts";
import { page, PAGE_PARAMETERS } from "../pagination.ts";
import { recordNotFound } from "../refusal.ts";
import { identityView } from "../users/user-view.ts";
import { requestedUser } from "./user-routes.ts";

function list(call: Call): Reply {
  const user = requestedUser(call);
  return page(call, "identities", user.identities, (identity) => identityView(user, identity, call.origin));
}

/** Answers with all identities of the user, not only the new one. */
function makePrimary(call: Call): Reply {
  const user = requestedUser(call);
  const identity = user.identities.find(({ id }) => id === Number(call.params["identity_id"]));
  if (identity === undefined) throw recordNotFound();
  call.account.users.makePrimary(user, identity);
  call.account.users.touch(user, call.nowMs);
  return list(call);
}

export const identityRoutes: readonly Route[] = [
  { method: "GET", path: "api/v2/users/:id/identities", handle: list, parameters: PAGE_PARAMETERS },
  { method: "PUT", path: "api/v2/users/:id/identities/:identity_id/make_primary", handle: makePrimary },
];
