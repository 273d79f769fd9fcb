import { type DestinationOperation, type DestinationSyncMode, type Logger, isJsonObject } from "airbyte-cdk-typescript";
import type { ZendeskConfig } from "./config/config.ts";
import type { JsonSchema } from "./fields/json-schema.ts";
import type { ObjectType } from "./objects/object-type.ts";
import { columnsToCreate } from "./objects/columns-to-create.ts";
import type { ObjectRules } from "./fields/object-rules.ts";
import { columnsOfKey, hasMode, keyColumnsOf } from "./objects/keys.ts";
import type { WriteMode } from "./objects/row.ts";
import { propertiesOf } from "./sync/mapping/column-names.ts";
import { readObjectRules } from "./sync/mapping/read-object-rules.ts";
import { isHidden } from "./zendesk/http/errors.ts";
import type { ZendeskApi } from "./zendesk/zendesk-api.ts";

/** What a sync mode does when an object is chosen on Airbyte's mapping screen. */
const SYNC_MODES = [
  ["append_dedup", "upsert"],
  ["append", "insert"],
  ["update", "update"],
  ["soft_delete", "delete"],
] as const satisfies readonly (readonly [DestinationSyncMode, WriteMode])[];

/** What can be done with each object of the account: one operation per object and mode. */
export async function describeOperations(
  objects: readonly ObjectType[],
  api: ZendeskApi,
  config: ZendeskConfig,
  logger: Logger,
): Promise<DestinationOperation[]> {
  const operations: DestinationOperation[] = [];
  for (const object of objects) {
    const rules = await readRulesUnlessHidden(object, api, config, logger);
    if (!rules) continue;
    const schema = rules.schema();
    const matching_keys = object.keys
      .map(columnsOfKey)
      .filter((columns) => columns.every((column) => isPlain(column, schema)));
    for (const [sync_mode, mode] of SYNC_MODES) {
      if (!hasMode(object, mode)) continue;
      const json_schema = schemaOfMode(schema, mode, object);
      operations.push({ object_name: object.name, sync_mode, json_schema, matching_keys });
    }
  }
  return operations;
}

/** Undefined, with a warning, for an object whose fields these credentials may not read. */
async function readRulesUnlessHidden(
  object: ObjectType,
  api: ZendeskApi,
  config: ZendeskConfig,
  logger: Logger,
): Promise<ObjectRules | undefined> {
  try {
    return await readObjectRules(object, api, config, logger);
  } catch (error) {
    if (!isHidden(error)) throw error;
    logger.warn(
      `Zendesk does not show the fields of ${object.name} to these credentials (${error.status}), so ${object.name} is skipped.`,
    );
    return undefined;
  }
}

/** Airbyte compares the values of keys: they cannot be objects. */
function isPlain(column: string, schema: JsonSchema): boolean {
  const described = propertiesOf(schema)[column];
  return !isJsonObject(described) || ![described["type"]].flat().includes("object");
}

/** Required columns that no other column can stand in for: `required` cannot say "one of these". */
function onlyColumnsToCreate(object: ObjectType, schema: JsonSchema): readonly string[] {
  return columnsToCreate(object)
    .map((columns) => columns.filter((column) => column in propertiesOf(schema)))
    .flatMap((columns) => (columns.length === 1 ? columns : []));
}

/** Airbyte's mapping screen demands what `required` lists, and offers what `properties` lists. */
function schemaOfMode(schema: JsonSchema, mode: WriteMode, object: ObjectType): JsonSchema {
  switch (mode) {
    case "upsert":
    case "update":
      return schema;
    case "insert":
      return { ...schema, required: onlyColumnsToCreate(object, schema) };
    case "delete": {
      const keys = Object.entries(propertiesOf(schema)).filter(([column]) => keyColumnsOf(object).has(column));
      return { ...schema, properties: Object.fromEntries(keys) };
    }
  }
}
