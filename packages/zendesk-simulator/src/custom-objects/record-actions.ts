import type { Account } from "../account/account.ts";
import type { JobWork } from "../account/job-work.ts";
import { type JsonObject, textOf } from "../json.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import type { CustomObject } from "./custom-object.ts";
import type { CustomRecord } from "./custom-record.ts";
import { writeRecord, type Writing } from "./write-record.ts";

type RecordKey = "id" | "external_id" | "name";

/** What a job of custom object records does with each item. */
export interface RecordAction {
  readonly job: Pick<JobWork, "jobType" | "jobClass" | "activity">;
  /** Error code of a failed row; Zendesk's is not known. */
  readonly failure: string;
  /** The property that names a record; undefined where each item is a new one. */
  readonly key: RecordKey | undefined;
  /** Items are the keys themselves, as texts. */
  readonly takesTexts: boolean;
  /** Throws InvalidRecord. */
  apply(account: Account, object: CustomObject, row: JsonObject, writing: Writing): CustomRecord;
}

function jobName(verb: "Create" | "Update" | "Upsert" | "Delete", doing: string): RecordAction["job"] {
  return {
    jobType: `Bulk ${verb} Custom Object Record`,
    jobClass: `CustomObjectRecordBulk${verb}Job`,
    activity: `${doing} custom object record`,
  };
}

function upsertBy(key: "external_id" | "name"): RecordAction {
  return {
    job: jobName("Upsert", "Creating or updating"),
    failure: "CustomObjectRecordUpsertFailed",
    key,
    takesTexts: false,
    apply: (account, object, row, writing) => {
      const value = textOf(row[key]) ?? "";
      if (value === "") throw new InvalidRecord(key, "BlankValue", `${key}: cannot be blank`);
      const target = key === "name" ? object.records.byName(value) : object.records.byExternalId(value);
      return writeRecord(account, object, target, row, writing);
    },
  };
}

function deleteBy(key: "external_id" | "id"): RecordAction {
  return {
    job: jobName("Delete", "Deleting"),
    failure: "CustomObjectRecordDeleteFailed",
    key,
    takesTexts: true,
    apply: (account, object, row, { nowMs }) => {
      const record = named(object, key, row);
      account.customObjects.deleteRecord(object, record, nowMs);
      return record;
    },
  };
}

function named({ records }: CustomObject, key: "external_id" | "id", row: JsonObject): CustomRecord {
  const value = textOf(row[key]) ?? "";
  const record = key === "id" ? records.byId(value) : records.byExternalId(value);
  if (record === undefined) throw new InvalidRecord("base", "RecordNotFound", "Couldn't find CustomObjectRecord");
  return record;
}

/** By the name that a request gives the action. */
export const RECORD_ACTIONS: Readonly<Record<string, RecordAction>> = {
  create: {
    job: jobName("Create", "Creating"),
    failure: "CustomObjectRecordCreateFailed",
    key: undefined,
    takesTexts: false,
    apply: (account, object, row, writing) => writeRecord(account, object, undefined, row, writing),
  },
  update: {
    job: jobName("Update", "Updating"),
    failure: "CustomObjectRecordUpdateFailed",
    key: "id",
    takesTexts: false,
    apply: (account, object, row, writing) => writeRecord(account, object, named(object, "id", row), row, writing),
  },
  delete: deleteBy("id"),
  delete_by_external_id: deleteBy("external_id"),
  create_or_update_by_external_id: upsertBy("external_id"),
  create_or_update_by_name: upsertBy("name"),
};
