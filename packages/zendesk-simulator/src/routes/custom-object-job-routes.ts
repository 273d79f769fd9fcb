import { bodyObject, type Call, type Reply, type Route } from "../call.ts";
import { RECORD_ACTIONS, type RecordAction } from "../custom-objects/record-actions.ts";
import { recordView } from "../custom-objects/record-view.ts";
import { RECORD_ATTRIBUTES } from "../custom-objects/write-record.ts";
import { isList, isObject, type Json, type JsonObject, textOf } from "../json.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import { unpermittedKeys } from "../records/unpermitted-keys.ts";
import { badRequest, tooManyValues } from "../refusal.ts";
import { acceptJob } from "./accept-job.ts";
import { errorCode, jobOf } from "./bulk-rows.ts";
import { requestedObject } from "./custom-object-routes.ts";
import { writingOf } from "./custom-record-routes.ts";

/** One endpoint for everything in bulk. It answers with 201, unlike other bulk requests. */
function run(call: Call): Reply {
  const { account, origin } = call;
  const object = requestedObject(call);
  const job = bodyObject(call, "job");
  const name = textOf(job["action"]) ?? "";
  const action = Object.hasOwn(RECORD_ACTIONS, name) ? RECORD_ACTIONS[name] : undefined;
  if (action === undefined) {
    throw badRequest("InvalidAction", `action is not one of ${Object.keys(RECORD_ACTIONS).join(", ")}`);
  }
  if (action.key === "name" && !object.name.isUnique) {
    throw badRequest("InvalidAction", `${name} needs a unique name field`);
  }
  const rows = rowsOf(job["items"], action);
  const write = (index: number, nowMs: number): JsonObject => {
    checkIsFirst(rows, index, action);
    const record = action.apply(account, object, rows[index] ?? {}, { ...writingOf(call), nowMs });
    return recordView(object, record, origin);
  };
  const failed = (index: number, error: InvalidRecord): JsonObject => ({
    index,
    error: errorCode(error, action.failure),
    details: error.message,
    status: "Failed",
  });
  const unpermitted = unpermittedKeys(rows, "job.items", RECORD_ATTRIBUTES, object.fields);
  const warning = { controller: "custom_object_record_jobs", action: "create", unpermitted };
  return { ...acceptJob(call, jobOf(action.job, rows, write, failed), warning), status: 201 };
}

/** What to delete is a list of texts; everything else is a list of records. */
function rowsOf(items: Json | undefined, { takesTexts, key }: RecordAction): readonly JsonObject[] {
  if (!isList(items)) throw badRequest("ParameterMissing", "Required parameter missing: items");
  if (items.length > 100) throw tooManyValues();
  return items.map((item) => {
    const row = takesTexts && typeof item === "string" ? { [key ?? "id"]: item } : item;
    if (!isObject(row) || takesTexts !== (typeof item === "string")) {
      throw badRequest("InvalidValue", `items must be ${takesTexts ? "strings" : "objects"}`);
    }
    const values = row["custom_object_fields"];
    if (values === undefined || isObject(values)) return row;
    throw badRequest("InvalidValue", "custom_object_fields must be an object");
  });
}

/** A record that an earlier row of the same job names is not written again. */
function checkIsFirst(rows: readonly JsonObject[], index: number, { key }: RecordAction): void {
  const value = key === undefined ? undefined : textOf(rows[index]?.[key]);
  if (value === undefined || key === undefined) return;
  if (rows.findIndex((row) => textOf(row[key]) === value) < index) {
    throw new InvalidRecord(key, "DuplicateValue", `Record: an earlier item of this job has the same ${key}`);
  }
}

export const customObjectJobRoutes: readonly Route[] = [
  { method: "POST", path: "api/v2/custom_objects/:key/jobs", handle: run },
];
