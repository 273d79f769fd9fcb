import { type CustomObjectDefinition, targetsOf } from "../../zendesk/resources/custom-object-definitions.ts";
import { type CustomObjectRecord, jobsPath } from "../../zendesk/resources/custom-object-records.ts";
import { matchingKeysOf } from "../keys.ts";
import type { BulkEndpoint, ObjectType } from "../object-type.ts";
import { type FieldValues, without } from "../row.ts";
import { nestCustomFields } from "../write/body.ts";
import { RECORD_COLUMNS, UNIQUE_NAME, UNWRITTEN_ID, UNWRITTEN_NAME } from "./custom-object-columns.ts";
import { customObjectKeys } from "./custom-object-keys.ts";
import { quirksOf } from "./record-quirks.ts";

export const RECORD_FIELDS = { prefix: "custom_object_fields", shape: "object" } as const;

/** `custom_objects/order` */
export const CUSTOM_OBJECTS = "custom_objects/";
type CustomObject = ObjectType<CustomObjectRecord, never>;

/** A custom object, as an account defines it: https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/ */
export function createCustomObject(definition: CustomObjectDefinition): CustomObject {
  const { fields, hasAutonumberedNames, hasUniqueNames, key } = definition;
  const others = targetsOf(definition).filter((target) => target !== key);
  const requiredToCreate = requiredColumns(definition).map((column) => [column] as const);
  return {
    name: CUSTOM_OBJECTS + key,
    noun: { one: "custom object record", many: "custom object records" },
    permission: "view, add, edit and delete records of the custom objects",
    columns: { ...RECORD_COLUMNS, ...(hasUniqueNames && { name: UNIQUE_NAME }) },
    unwritten: new Map([UNWRITTEN_ID, ...(hasAutonumberedNames ? [UNWRITTEN_NAME] : [])]),
    neverCleared: new Set(matchingKeysOf({ keys: customObjectKeys(key) })),
    requiredToCreate,
    customFields: { ...RECORD_FIELDS, list: () => Promise.resolve(fields) },
    keys: customObjectKeys(key).filter(({ column }) => column !== "name" || hasUniqueNames),
    ...(!hasUniqueNames && { unfitKeys: new Map([["name", WHY_NAME_IS_UNFIT]]) }),
    bulk: {
      upsert: {
        byKey: new Map([
          ["external_id", jobOf(key, "create_or_update_by_external_id")],
          ["name", jobOf(key, "create_or_update_by_name")],
        ]),
      },
      create: jobOf(key, "create"),
      update: jobOf(key, "update"),
      delete: jobOf(key, "delete"),
    },
    jobType: /custom.?object/i,
    payload: ({ values }) => ({ body: toBody(values) }),
    // Zendesk itself looks up what a record names, so that must exist by then.
    writtenAfter: ["users", "organizations", ...others.map((target) => CUSTOM_OBJECTS + target)],
    quirks: {
      ...quirksOf(requiredToCreate.flat(), toBody),
      // Zendesk shows the id of what a record names by another key.
      unseen: fields.flatMap((field) =>
        field.relationshipTargetType === undefined ? [] : [`${RECORD_FIELDS.prefix}.${field.key}`],
      ),
    },
  };
}

const WHY_NAME_IS_UNFIT =
  "its names are not unique; an admin can make them so in the settings of the object's name field";

/** Columns without which Zendesk creates no record. */
function requiredColumns({ fields, hasAutonumberedNames }: CustomObjectDefinition): readonly string[] {
  const required = fields.filter(({ active, isRequired, type }) => active && (isRequired || type === "parent"));
  const columns = required.map(({ key }) => `${RECORD_FIELDS.prefix}.${key}`);
  return hasAutonumberedNames ? columns : ["name", ...columns];
}

type CustomJobAction = "create" | "update" | "delete" | "create_or_update_by_external_id" | "create_or_update_by_name";

/** One endpoint does everything in bulk. What to delete is a list of ids. */
function jobOf(key: string, action: CustomJobAction): BulkEndpoint {
  return {
    method: "POST",
    path: jobsPath(key),
    isRepeatable: action !== "create" && action !== "delete",
    encode: (bodies) => {
      const items = action === "delete" ? bodies.map(({ id }) => id) : bodies;
      return { body: JSON.stringify({ job: { action, items } }) };
    },
  };
}

function toBody(values: FieldValues): Readonly<Record<string, unknown>> {
  return nestCustomFields(without(values, "id"), RECORD_FIELDS);
}
