import type { JobWork } from "../account/job-work.ts";
import { bodyList, bodyObject, type Call, type Reply, type Route } from "../call.ts";
import { isObject, type JsonObject } from "../json.ts";
import { nameParameters, namesInQuery, requiredNames } from "../query-names.ts";
import { badRequest, tooManyValues } from "../refusal.ts";
import { checkTypes } from "../users/check-types.ts";
import { InvalidUser } from "../users/invalid-user.ts";
import { unpermittedKeys } from "../users/unpermitted-keys.ts";
import { namedUser, writeUser } from "../users/write-user.ts";
import { acceptJob } from "./accept-job.ts";
import { rowKey } from "./row-key.ts";

/** A user that a row names, and what to write to it. */
interface UpdateRow {
  readonly name: JsonObject;
  readonly change: JsonObject;
}

const noRow: UpdateRow = { name: {}, change: {} };

function updateMany(call: Call): Reply {
  const rows = updateRows(call);
  const { account, writerRole } = call;
  const update = ({ name, change }: UpdateRow, index: number, nowMs: number): JsonObject => {
    const target = namedUser(account, name);
    if (target === undefined) return { index, error: "RecordNotFound", details: "Couldn't find User" };
    try {
      writeUser(account, target, change, writerRole, nowMs);
      return { id: target.id, action: "update", status: "Updated", success: true };
    } catch (error) {
      if (!(error instanceof InvalidUser)) throw error;
      const code = error.code === "PermissionDenied" ? error.code : "UserUpdateFailed";
      return { index, error: code, id: target.id, details: error.message };
    }
  };
  const work: JobWork = {
    ...bulkUpdate(
      "Updating User",
      rows.map(({ name, change }) => ({ ...name, ...change })),
    ),
    run: (index, nowMs) => update(rows[index] ?? noRow, index, nowMs),
  };
  const changes = rows.map(({ change }) => change);
  const unpermitted = unpermittedKeys(changes, "users", account.userFields);
  return acceptJob(call, work, { controller: "users", action: "update_many", unpermitted });
}

/** The same change to all (`?ids=` or `?external_ids=`, with `user`), or each its own (`users`): never both. */
function updateRows(call: Call): readonly UpdateRow[] {
  const named = namesInQuery(call);
  if (named === undefined) {
    const rows = bodyList(call, "users").map((row) => (isObject(row) ? row : {}));
    if (rows.length > 100) throw tooManyValues();
    checkTypes(rows);
    return rows.map((row) => ({ name: row, change: row }));
  }
  if (isObject(call.body) && call.body["users"] !== undefined) {
    throw badRequest("InvalidParameters", "ids and external_ids cannot be combined with users");
  }
  const change = bodyObject(call, "user");
  checkTypes([change]);
  return named.values.map((value) => ({ name: { [named.key]: value }, change }));
}

/** Zendesk's soft delete. Its jobs call themselves updates. */
function destroyMany(call: Call): Reply {
  const { account } = call;
  const { key, values } = requiredNames(call);
  const names = values.map((value) => ({ [key]: value }));
  const destroy = (name: JsonObject, nowMs: number): JsonObject => {
    const target = namedUser(account, name);
    const refused = { id: target?.id ?? name["id"], action: "delete", success: false };
    if (target === undefined) return { ...refused, error: "RecordNotFound", details: "Couldn't find User" };
    if (target.id === account.ownerId) {
      return { ...refused, error: "PermissionDenied", details: "The account owner cannot be deleted" };
    }
    account.deleteUser(target, nowMs);
    return { id: target.id, action: "delete", status: "Deleted", success: true };
  };
  const work: JobWork = {
    ...bulkUpdate("Deleting User", names),
    run: (index, nowMs) => destroy(names[index] ?? {}, nowMs),
  };
  return acceptJob(call, work);
}

function bulkUpdate(activity: string, rows: readonly JsonObject[]) {
  const rowKeys = rows.map(rowKey);
  return { jobType: "Bulk Update User", jobClass: "UserBulkUpdateJobV2", activity, total: rows.length, rows, rowKeys };
}

export const bulkUserRoutes: readonly Route[] = [
  { method: "PUT", path: "api/v2/users/update_many", handle: updateMany, parameters: nameParameters },
  {
    method: "DELETE",
    path: "api/v2/users/destroy_many",
    handle: destroyMany,
    allowed: "admin",
    parameters: nameParameters,
  },
];
