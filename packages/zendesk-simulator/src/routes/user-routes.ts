import { bodyObject, type Call, type Reply, type Route } from "../call.ts";
import { type Json, type JsonObject, textOf } from "../json.ts";
import { forbidden, recordNotFound, Refusal } from "../refusal.ts";
import { checkTypes } from "../records/check-types.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import { primaryEmail, type StoredUser } from "../users/stored-user.ts";
import { unpermittedKeys } from "../records/unpermitted-keys.ts";
import { userAttributes } from "../users/user-attributes.ts";
import { ANONYMOUS_USER, userView } from "../users/user-view.ts";
import { activeUser, matchedUser, writeUser } from "../users/write-user.ts";
import { warningHeader } from "./accept-job.ts";

function me(call: Call): Reply {
  return { body: { user: call.actor === undefined ? ANONYMOUS_USER : view(call, call.actor) } };
}

function show(call: Call): Reply {
  const user = call.account.users.byId(Number(call.params["id"]));
  if (user === undefined) throw recordNotFound();
  return { body: { user: view(call, user) } };
}

function create(call: Call): Reply {
  return write(call, "create", undefined);
}

/** Limited to one a second for the whole account, and to a few a minute for each user. */
function createOrUpdate(call: Call): Reply {
  const { account, nowMs } = call;
  const limit = account.writeLimits.takeUpsert(nowMs);
  const target = matchedUser(account, bodyObject(call, "user"));
  if (target !== undefined) takeUpdate(call, target);
  return write(call, "create_or_update", target, limit);
}

function update(call: Call): Reply {
  const target = requestedUser(call);
  takeUpdate(call, target);
  return write(call, "update", target);
}

function destroy(call: Call): Reply {
  const user = requestedUser(call);
  try {
    call.account.deleteUser(user, call.nowMs);
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error;
    if (error.code === "PermissionDenied") throw forbidden(error.message);
    throw new Refusal(422, error.toValidationErrors());
  }
  return { body: { user: view(call, user) } };
}

/** The user in the path is merged into the user in the body. */
function merge(call: Call): Reply {
  const loser = requestedUser(call);
  const winner = activeUser(call.account.users, textOf(bodyObject(call, "user")["id"]) ?? "");
  if (winner === undefined) throw recordNotFound();
  try {
    call.account.mergeUsers(loser, winner, call.nowMs);
  } catch (error) {
    if (error instanceof InvalidRecord) throw new Refusal(422, error.toValidationErrors());
    throw error;
  }
  return { body: { user: view(call, winner) } };
}

/** The user in the path. Throws the 404 if there is none, or if it is deleted. */
export function requestedUser(call: Call): StoredUser {
  const user = activeUser(call.account.users, call.params["id"] ?? "");
  if (user === undefined) throw recordNotFound();
  return user;
}

function write(
  call: Call,
  action: string,
  target: StoredUser | undefined,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const { account, writerRole, nowMs } = call;
  const body: JsonObject = bodyObject(call, "user");
  checkTypes([body]);
  const warning = warningHeader({
    controller: "users",
    action,
    unpermitted: unpermittedKeys([body], "user", userAttributes, account.userFields),
  });
  try {
    const user = writeUser(account, target, body, writerRole, nowMs);
    const status = target === undefined ? 201 : 200;
    return { status, headers: { ...headers, ...warning }, body: { user: view(call, user) } };
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error;
    if (error.code === "PermissionDenied") throw forbidden(error.message);
    throw new Refusal(422, error.toValidationErrors(), { ...headers, ...warning });
  }
}

function takeUpdate({ account, nowMs }: Call, user: StoredUser): void {
  account.writeLimits.takeUpdate({ id: user.id, email: primaryEmail(user), externalId: user.externalId }, nowMs);
}

function view({ account, origin }: Call, user: StoredUser): Json {
  return userView(user, account.userFields, origin);
}

export const userRoutes: readonly Route[] = [
  { method: "GET", path: "api/v2/users/me", handle: me, allowed: "anyone" },
  { method: "POST", path: "api/v2/users", handle: create },
  { method: "POST", path: "api/v2/users/create_or_update", handle: createOrUpdate },
  { method: "GET", path: "api/v2/users/:id", handle: show },
  { method: "PUT", path: "api/v2/users/:id", handle: update },
  { method: "DELETE", path: "api/v2/users/:id", handle: destroy },
  { method: "PUT", path: "api/v2/users/:id/merge", handle: merge },
];
