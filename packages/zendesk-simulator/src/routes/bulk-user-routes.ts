import type { Call, Reply, Route } from "../call.ts";
import { NAME_PARAMETERS } from "../query-names.ts";
import type { StoredUser } from "../users/stored-user.ts";
import { userAttributes } from "../users/user-attributes.ts";
import { namedUser, writeUser } from "../users/write-user.ts";
import { type BulkResource, destroyMany, updateMany } from "./bulk-resource.ts";

/** Zendesk names its jobs that delete users like updates. */
const JOB_NAME = { jobType: "Bulk Update User", jobClass: "UserBulkUpdateJobV2" };

const users: BulkResource<StoredUser> = {
  many: "users",
  one: "user",
  noun: "User",
  updateJob: { ...JOB_NAME, activity: "Updating User" },
  deleteJob: { ...JOB_NAME, activity: "Deleting User" },
  attributes: userAttributes,
  fieldsOf: ({ userFields }) => userFields,
  named: namedUser,
  write: ({ account, writerRole }, target, change, nowMs) => {
    writeUser(account, target, change, writerRole, nowMs);
  },
  remove: (account, target, nowMs) => account.deleteUser(target, nowMs),
};

function updateUsers(call: Call): Reply {
  return updateMany(call, users);
}

function destroyUsers(call: Call): Reply {
  return destroyMany(call, users);
}

export const bulkUserRoutes: readonly Route[] = [
  { method: "PUT", path: "api/v2/users/update_many", handle: updateUsers, parameters: NAME_PARAMETERS },
  {
    method: "DELETE",
    path: "api/v2/users/destroy_many",
    handle: destroyUsers,
    allowed: "admin",
    parameters: NAME_PARAMETERS,
  },
];
