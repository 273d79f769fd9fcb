import { type CustomObjectDefinition, targetsOf } from "../../zendesk/resources/custom-object-definitions.ts";
import { type CustomObjectRecord, jobsPath } from "../../zendesk/resources/custom-object-records.ts";
import type { ObjectType } from "../object-type.ts";
import { bulkJob } from "../write/bulk-endpoints.ts";
import { lookupColumns, recordColumns, requiredColumns, unfitKeys, unwrittenColumns } from "./custom-object-columns.ts";
import { customObjectKeys } from "./custom-object-keys.ts";
import { RECORD_FIELDS, toBody } from "./record-body.ts";
import { quirksOf } from "./record-quirks.ts";

/** `custom_objects/order` */
export const CUSTOM_OBJECTS = "custom_objects/";
/** Even where it is not a key. */
const NEVER_CLEARED: ReadonlySet<string> = new Set(["name"]);

type CustomObject = ObjectType<CustomObjectRecord, never>;

/** A custom object, as an account defines it: https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/ */
export function createCustomObject(definition: CustomObjectDefinition): CustomObject {
  const { fields, key } = definition;
  const keys = customObjectKeys(key);
  const unfit = unfitKeys(definition);
  const path = jobsPath(key);
  const others = targetsOf(definition).filter((target) => target !== key);
  return {
    name: CUSTOM_OBJECTS + key,
    noun: { one: "custom object record", many: "custom object records" },
    permission: "view, add, edit and delete records of the custom objects",
    columns: recordColumns(definition),
    unwritten: unwrittenColumns(definition),
    neverCleared: NEVER_CLEARED,
    requiredToCreate: requiredColumns(definition).map((column) => [column] as const),
    stepwise: [],
    customFields: { ...RECORD_FIELDS, list: () => Promise.resolve(fields) },
    keys: keys.filter(({ column }) => !unfit.has(column)),
    unfitKeys: unfit,
    actions: {
      upsert: {
        byKey: new Map([
          ["external_id", bulkJob(path, "create_or_update_by_external_id")],
          ["name", bulkJob(path, "create_or_update_by_name")],
        ]),
      },
      create: bulkJob(path, "create"),
      update: bulkJob(path, "update"),
      delete: bulkJob(path, "delete"),
    },
    jobType: /custom.?object/i,
    payload: ({ values }) => ({ body: toBody(values) }),
    // Zendesk itself looks up what a record names, so that must exist by then.
    writtenAfter: ["users", "organizations", ...others.map((target) => CUSTOM_OBJECTS + target)],
    quirks: { ...quirksOf(), unseen: lookupColumns(definition) },
  };
}
