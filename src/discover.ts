import type { DestinationOperation, DestinationSyncMode, Logger } from "airbyte-cdk-typescript";
import type { ZendeskConfig } from "./config/config.ts";
import type { JsonSchema } from "./fields/json-schema.ts";
import type { ZendeskObject } from "./objects/zendesk-object.ts";
import { propertiesOf } from "./sync/mapping/column-names.ts";
import { readObjectRules } from "./sync/mapping/read-object-rules.ts";
import type { ZendeskApi } from "./zendesk/zendesk-api.ts";

const SYNC_MODES = [
  "append_dedup",
  "append",
  "update",
  "soft_delete",
] as const satisfies readonly DestinationSyncMode[];

/** What can be done to each object of the account, in its fields: one operation per object and mode. */
export async function describeOperations(
  objects: readonly ZendeskObject[],
  api: ZendeskApi,
  config: ZendeskConfig,
  logger: Logger,
): Promise<DestinationOperation[]> {
  const operations: DestinationOperation[] = [];
  for (const object of objects) {
    const rules = await readObjectRules(object, api, config, logger);
    const schema = rules.schema();
    const matching_keys = object.matchingKeys.map((key) => [key]);
    for (const sync_mode of SYNC_MODES) {
      const json_schema = schemaOfMode(schema, sync_mode, object);
      operations.push({ object_name: object.name, sync_mode, json_schema, matching_keys });
    }
  }
  return operations;
}

/** Airbyte's mapping screen demands what is required, and offers what has properties. */
function schemaOfMode(
  schema: JsonSchema,
  mode: (typeof SYNC_MODES)[number],
  { matchingKeys, requiredToCreate }: ZendeskObject,
): JsonSchema {
  switch (mode) {
    case "append_dedup":
    case "update":
      return schema;
    case "append":
      return { ...schema, required: requiredToCreate };
    case "soft_delete": {
      const keys = Object.entries(propertiesOf(schema)).filter(([column]) => matchingKeys.includes(column));
      return { ...schema, properties: Object.fromEntries(keys) };
    }
  }
}
