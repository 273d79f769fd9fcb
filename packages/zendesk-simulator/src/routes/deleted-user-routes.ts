import type { Call, Reply, Route } from "../call.ts";
import { page, PAGE_PARAMETERS } from "../pagination.ts";
import { recordNotFound } from "../refusal.ts";
import type { StoredUser } from "../users/stored-user.ts";
import { userView } from "../users/user-view.ts";

/** All deleted users by id, including permanently deleted ones. */
function list(call: Call): Reply {
  const { account, origin } = call;
  const deleted = [...account.users.all()].filter(({ active }) => !active);
  return page(call, "deleted_users", deleted, (user) => userView(user, account.userFields, origin));
}

function show(call: Call): Reply {
  return { body: { deleted_user: view(call, requestedUser(call)) } };
}

/** The answer shows the user as it was before. */
function destroy(call: Call): Reply {
  const { account, nowMs } = call;
  const headers = account.writeLimits.takePermanentDeletion(nowMs);
  const user = requestedUser(call);
  const body = { deleted_user: view(call, user) };
  account.users.purge(user, nowMs);
  return { headers, body };
}

/** The user in the path, who is deleted, and not permanently. Throws the 404 for any other. */
function requestedUser({ account, params }: Call): StoredUser {
  const user = account.users.softDeleted(Number(params["id"]));
  if (user === undefined) throw recordNotFound();
  return user;
}

function view({ account, origin }: Call, user: StoredUser): ReturnType<typeof userView> {
  return userView(user, account.userFields, origin);
}

export const deletedUserRoutes: readonly Route[] = [
  { method: "GET", path: "api/v2/deleted_users", handle: list, parameters: PAGE_PARAMETERS },
  { method: "GET", path: "api/v2/deleted_users/:id", handle: show },
  { method: "DELETE", path: "api/v2/deleted_users/:id", handle: destroy },
];
