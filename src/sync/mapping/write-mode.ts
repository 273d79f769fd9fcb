import { hasMode } from "../../objects/keys.ts";
import { type ConfiguredAirbyteStream, ConfigError, type Logger } from "airbyte-cdk-typescript";
import type { WriteMode } from "../../objects/row.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import { listNames } from "./column-names.ts";

/** What a stream's sync mode does to its object. Throws `ConfigError` for a mode that the object does not have. */
export function findWriteMode(configured: ConfiguredAirbyteStream, object: ObjectType): WriteMode {
  const mode = requestedMode(configured);
  if (hasMode(object, mode)) return mode;
  throw new ConfigError(
    `The stream "${configured.stream.name}" has the sync mode ${configured.destination_sync_mode}, which ` +
      `${object.noun.many} do not support. Choose append_dedup.`,
  );
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

/** Airbyte asks for an overwrite or a refresh by the mode, or by generation ids that keep only the newest generation. */
export function warnOfReplacement(streams: readonly ConfiguredAirbyteStream[], logger: Logger): void {
  const replaced = streams.filter(asksForReplacement).map(({ stream }) => stream.name);
  if (replaced.length === 0) return;
  logger.warn(
    `Airbyte asks for an overwrite or a refresh of ${listNames(replaced)}. The records are upserted. Nothing is deleted in Zendesk.`,
  );
}

function asksForReplacement(configured: ConfiguredAirbyteStream): boolean {
  const { destination_sync_mode: mode, generation_id: generation, minimum_generation_id: minimum } = configured;
  return mode === "overwrite" || (typeof minimum === "number" && minimum > 0 && minimum === generation);
}
