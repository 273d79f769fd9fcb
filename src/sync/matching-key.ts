import { type ConfiguredAirbyteStream, ConfigError } from "airbyte-cdk-typescript";
import type { StreamSetting } from "../config/stream-setting.ts";
import type { ZendeskObject } from "../objects/zendesk-object.ts";

/**
 * The key by which a stream's records find what they are about: the config's, else the one chosen with the
 * destination object, else a primary key that is one of the object's natural keys under the mapping.
 * Undefined leaves it to each record.
 */
export function findMatchingKey(
  configured: ConfiguredAirbyteStream,
  setting: StreamSetting | undefined,
  object: ZendeskObject,
  mapping: ReadonlyMap<string, string> | undefined,
): string | undefined {
  if (setting?.matching_key !== undefined) return setting.matching_key;
  const primaryKey = (configured.primary_key ?? []).map((path) => path.join("."));
  if (configured.destination_object_name && primaryKey.length > 0) return chosenKey(configured, primaryKey, object);
  const [only, ...more] = primaryKey;
  if (only === undefined || more.length > 0) return undefined;
  return object.naturalKeys.find((key) => (mapping ? mapping.get(key) : key) === only);
}

function chosenKey(configured: ConfiguredAirbyteStream, primaryKey: readonly string[], object: ZendeskObject): string {
  const [key] = primaryKey;
  if (key !== undefined && primaryKey.length === 1 && object.matchingKeys.includes(key)) return key;
  throw new ConfigError(
    `The stream "${configured.stream.name}" is matched by ${primaryKey.join(" and ")}, but ${object.name} can only be ` +
      `matched by one of ${object.matchingKeys.join(", ")}. Choose one of these in the connection.`,
  );
}
