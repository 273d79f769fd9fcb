import { type ConfiguredAirbyteStream, ConfigError, type Logger } from "airbyte-cdk-typescript";
import type { StreamSetting } from "../config/stream-setting.ts";
import type { WriteMode, ZendeskObject } from "../objects/zendesk-object.ts";
import { findMatchingKey } from "./matching-key.ts";
import { findObject } from "./stream-object.ts";

/** How one stream's records are written, worked out before the first of them. */
export interface StreamPlan {
  readonly stream: ConfiguredAirbyteStream["stream"];
  readonly object: ZendeskObject;
  readonly mode: WriteMode;
  /** Undefined: each record by the first of the object's natural keys that it has. */
  readonly matchingKey: string | undefined;
  /** Field to column; undefined: columns have the names of fields. */
  readonly mapping: ReadonlyMap<string, string> | undefined;
}

export interface PlanningContext {
  readonly objects: ReadonlyMap<string, ZendeskObject>;
  readonly settings: readonly StreamSetting[];
  readonly logger: Logger;
}

/** Throws `ConfigError` for a stream that cannot be written as it is configured. */
export function planStream(configured: ConfiguredAirbyteStream, context: PlanningContext): StreamPlan {
  const setting = settingOf(configured, context.settings);
  const object = findObject(configured, setting, context);
  const mapping = setting && readMapping(setting, object);
  const plan = { stream: configured.stream, object, mapping };
  const mode = writeMode(configured, object, context.logger);
  const matchingKey = findMatchingKey(configured, setting, object, mapping);
  checkMappedKey(plan, matchingKey);
  return { ...plan, mode, matchingKey };
}

/** An entry that names the namespace goes before one that is for all. */
function settingOf({ stream }: ConfiguredAirbyteStream, settings: readonly StreamSetting[]): StreamSetting | undefined {
  const named = settings.filter(({ name }) => name === stream.name);
  return (
    named.find(({ namespace }) => namespace && namespace === stream.namespace) ??
    named.find(({ namespace }) => !namespace)
  );
}

function readMapping(setting: StreamSetting, object: ZendeskObject): ReadonlyMap<string, string> | undefined {
  const mapping = new Map((setting.fields ?? []).map(({ field, column }) => [field, column]));
  // A form may send an empty list for a field that was left alone.
  if (mapping.size === 0) return undefined;
  for (const field of mapping.keys()) {
    if (Object.hasOwn(object.columns, field) || object.unwritten.has(field) || isCustomField(field, object)) continue;
    throw new ConfigError(
      `The mapping of the stream "${setting.name}" names the field "${field}", which ${object.name} do not have. ` +
        `Use one of ${Object.keys(object.columns).join(", ")}, or ${object.customFieldPrefix}.<key> for a custom field.`,
    );
  }
  return mapping;
}

/** A mapping that fills no key would reject every record. */
function checkMappedKey(
  { mapping, object, stream }: Pick<StreamPlan, "mapping" | "object" | "stream">,
  matchingKey: string | undefined,
): void {
  const keys = matchingKey === undefined ? object.naturalKeys : [matchingKey, ...object.naturalKeys];
  if (!mapping || keys.some((key) => mapping.has(key))) return;
  throw new ConfigError(
    `The mapping of the stream "${stream.name}" fills none of ${keys.join(", ")}, by which ${object.name} are found. ` +
      "Map a column to one of them.",
  );
}

function isCustomField(field: string, object: ZendeskObject): boolean {
  return field.startsWith(`${object.customFieldPrefix}.`) && field.length > object.customFieldPrefix.length + 1;
}

function writeMode(configured: ConfiguredAirbyteStream, object: ZendeskObject, logger: Logger): WriteMode {
  const { stream, generation_id: generation, minimum_generation_id: minimum } = configured;
  const mode = requestedMode(configured);
  if (!object.modes.includes(mode)) {
    throw new ConfigError(
      `The stream "${stream.name}" asks for the sync mode ${configured.destination_sync_mode}, which ${object.name} do not have. ` +
        "Choose append_dedup.",
    );
  }
  if (configured.destination_sync_mode === "overwrite") {
    logger.warn(`The stream "${stream.name}" is set to overwrite: its records are upserted, and nothing is deleted.`);
  } else if (minimum && minimum === generation) {
    logger.warn(
      `A refresh of the stream "${stream.name}" was asked for: its records are upserted, and nothing is deleted.`,
    );
  }
  return mode;
}

function requestedMode({ destination_sync_mode, destination_object_name }: ConfiguredAirbyteStream): WriteMode {
  switch (destination_sync_mode) {
    case "append":
      // Airbyte's mapping screen, which is where an object is chosen, calls append "Insert".
      return destination_object_name ? "insert" : "upsert";
    case "append_dedup":
    case "overwrite":
      return "upsert";
    case "update":
      return "update";
    case "soft_delete":
      return "delete";
  }
}
