import type { JobWork } from "../account/job-work.ts";
import { bodyList, type Call, type Reply, type Route } from "../call.ts";
import { isObject, type JsonObject } from "../json.ts";
import { Refusal } from "../refusal.ts";
import { checkTypes } from "../users/check-types.ts";
import { InvalidUser } from "../users/invalid-user.ts";
import { primaryEmail } from "../users/stored-user.ts";
import { unpermittedKeys } from "../users/unpermitted-keys.ts";
import { matchedUser, writeUser } from "../users/write-user.ts";
import { acceptJob } from "./accept-job.ts";
import { rowKey } from "./row-key.ts";

/** One row of an import: writes the user and says how it went. Throws InvalidUser. */
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
  failed: (index: number, error: InvalidUser) => JsonObject,
): Reply {
  const rows = importedRows(call);
  const work: JobWork = {
    jobType: "Bulk Create User",
    jobClass: "UserBulkCreateJobV2",
    activity: "Creating User",
    total: rows.length,
    rows,
    rowKeys: rows.map(rowKey),
    run: (index, nowMs) => {
      try {
        return write(rows[index] ?? {}, nowMs);
      } catch (error) {
        if (error instanceof InvalidUser) return failed(index, error);
        throw error;
      }
    },
  };
  const unpermitted = unpermittedKeys(rows, "users", call.account.userFields);
  return acceptJob(call, work, { controller: "users", action, unpermitted });
}

/** Rows of a bulk creation, which Zendesk's support must have enabled for the account. */
function importedRows(call: Call): readonly JsonObject[] {
  if (call.account.options.importsDisabled) {
    throw new Refusal(403, { error: "Forbidden", message: "Data imports are not enabled" });
  }
  const rows = bodyList(call, "users");
  if (rows.length > 100) {
    throw new Refusal(400, { error: "TooManyValues", description: "Maximum 100 users may be created per call" });
  }
  checkTypes(rows);
  return rows.map((row) => (isObject(row) ? row : {}));
}

/** Here, and only here, `id` is the row's index (Zendesk community post 4408861015066, answered by staff). */
function failedUpsert(index: number, error: InvalidUser): JsonObject {
  return { id: index, error: errorCode(error, "UserUpdateError"), details: details(error), status: "Failed" };
}

function failedCreation(index: number, error: InvalidUser): JsonObject {
  return { index, error: errorCode(error, "UserCreateError"), details: details(error), status: "Failed" };
}

function errorCode(error: InvalidUser, otherwise: string): string {
  return error.code === "PermissionDenied" ? error.code : otherwise;
}

/** The staff's example reads "Name: Email: error@example.com_ is not properly formatted". */
function details({ message }: InvalidUser): string {
  return message.startsWith("Name: ") ? message : `Name: ${message}`;
}

export const userImportRoutes: readonly Route[] = [
  { method: "POST", path: "api/v2/users/create_or_update_many", handle: createOrUpdateMany },
  { method: "POST", path: "api/v2/users/create_many", handle: createMany },
];
