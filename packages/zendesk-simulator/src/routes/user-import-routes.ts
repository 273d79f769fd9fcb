import type { Call, Reply, Route } from "../call.ts";
import type { JsonObject } from "../json.ts";
import { Refusal } from "../refusal.ts";
import type { InvalidRecord } from "../records/invalid-record.ts";
import { primaryEmail } from "../users/stored-user.ts";
import { unpermittedKeys } from "../records/unpermitted-keys.ts";
import { userAttributes } from "../users/user-attributes.ts";
import { matchedUser, writeUser } from "../users/write-user.ts";
import { acceptJob } from "./accept-job.ts";
import { bulkRows, errorCode, jobOf } from "./bulk-rows.ts";

/** Writes one row of an import and returns its result. Throws InvalidRecord. */
type WriteRow = (row: JsonObject, nowMs: number) => JsonObject;

function createOrUpdateMany(call: Call): Reply {
  const { account, writerRole } = call;
  const write: WriteRow = (row, nowMs) => {
    const target = matchedUser(account, row);
    const user = writeUser(account, target, row, writerRole, nowMs);
    return { id: user.id, status: target === undefined ? "Created" : "Updated", email: primaryEmail(user) };
  };
  return importUsers(call, "create_or_update_many", write, failedUpsert);
}

function createMany(call: Call): Reply {
  const { account, writerRole } = call;
  const write: WriteRow = (row, nowMs) => {
    const user = writeUser(account, undefined, row, writerRole, nowMs);
    return { id: user.id, status: "Created" };
  };
  return importUsers(call, "create_many", write, failedCreation);
}

function importUsers(
  call: Call,
  action: string,
  write: WriteRow,
  failed: (index: number, error: InvalidRecord) => JsonObject,
): Reply {
  if (call.account.options.importsDisabled) {
    throw new Refusal(403, { error: "Forbidden", message: "Data imports are not enabled" });
  }
  const rows = bulkRows(call, "users", tooManyUsers);
  const name = { jobType: "Bulk Create User", jobClass: "UserBulkCreateJobV2", activity: "Creating User" };
  const work = jobOf(name, rows, (index, nowMs) => write(rows[index] ?? {}, nowMs), failed);
  const unpermitted = unpermittedKeys(rows, "users", userAttributes, call.account.userFields);
  return acceptJob(call, work, { controller: "users", action, unpermitted });
}

function tooManyUsers(): Refusal {
  return new Refusal(400, { error: "TooManyValues", description: "Maximum 100 users may be created per call" });
}

/** Here, and only here, `id` is the row's index (Zendesk community post 4408861015066, answered by staff). */
function failedUpsert(index: number, error: InvalidRecord): JsonObject {
  return { id: index, error: errorCode(error, "UserUpdateError"), details: details(error), status: "Failed" };
}

function failedCreation(index: number, error: InvalidRecord): JsonObject {
  return { index, error: errorCode(error, "UserCreateError"), details: details(error), status: "Failed" };
}

/** The staff's example reads "Name: Email: error@example.com_ is not properly formatted". */
function details({ message }: InvalidRecord): string {
  return message.startsWith("Name: ") ? message : `Name: ${message}`;
}

export const userImportRoutes: readonly Route[] = [
  { method: "POST", path: "api/v2/users/create_or_update_many", handle: createOrUpdateMany },
  { method: "POST", path: "api/v2/users/create_many", handle: createMany },
];
