import type { Logger } from "airbyte-cdk-typescript";
import type { ZendeskConfig } from "../../config/config.ts";
import type { StreamSetting } from "../../config/stream-setting.ts";
import type { ObjectRules } from "../../fields/object-rules.ts";
import type { ObjectCatalog } from "../../objects/object-catalog.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import type { ZendeskApi } from "../../zendesk/zendesk-api.ts";
import { checkCustomFields } from "./custom-field-check.ts";
import { type FieldMapping, readMapping } from "./field-mapping.ts";
import { readObjectRules } from "./read-object-rules.ts";
import { namedObject } from "./stream-object.ts";

/**
 * Throws `ConfigError` for an entry of the setting `streams` whose object cannot be written, or does not have the fields
 * of the mapping. The columns are unknown until there is a connection.
 */
export function checkEntriesAlone(entries: readonly StreamSetting[], objects: ObjectCatalog): void {
  for (const entry of entries) readMapping(entry, namedObject(entry, objects), undefined);
}

/** Throws `ConfigError` for an entry whose object or whose custom fields this account does not have. */
export async function checkEntriesInAccount(
  config: ZendeskConfig,
  objects: ObjectCatalog,
  api: ZendeskApi,
  logger: Logger,
): Promise<void> {
  const rulesOf = new Map<string, ObjectRules>();
  for (const entry of config.streams) {
    const named = namedObject(entry, objects);
    const object = (await named.inAccount?.(api)) ?? named;
    const mapping = readMapping(entry, object, undefined);
    if (!mapping || !namesCustomField(mapping, object)) continue;
    const rules = rulesOf.get(object.name) ?? (await readObjectRules(object, api, config, logger));
    rulesOf.set(object.name, rules);
    const stream = { name: entry.name, json_schema: {} };
    checkCustomFields({ stream, object, mapping }, rules, config.on_invalid_value, logger);
  }
}

function namesCustomField(mapping: FieldMapping, { customFields }: ObjectType): boolean {
  return customFields !== undefined && [...mapping.keys()].some((field) => field.startsWith(`${customFields.prefix}.`));
}
