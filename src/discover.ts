import type { DestinationOperation, DestinationSyncMode, Logger } from "airbyte-cdk-typescript";
import type { ZendeskConfig } from "./config/config.ts";
import type { ZendeskObject } from "./objects/zendesk-object.ts";
import { readObjectRules } from "./sync/read-object-rules.ts";
import type { ZendeskApi } from "./zendesk/zendesk-api.ts";

const SYNC_MODES: readonly DestinationSyncMode[] = ["append_dedup", "append", "update", "soft_delete"];

/** What can be done to each object of the account, in its fields: one operation an object and mode. */
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
      operations.push({ object_name: object.name, sync_mode, json_schema: schema, matching_keys });
    }
  }
  return operations;
}
