import { matchingKeysOf, naturalKeysOf } from "../../objects/keys.ts";
import { type ConfiguredAirbyteStream, ConfigError } from "airbyte-cdk-typescript";
import type { StreamSetting } from "../../config/stream-setting.ts";
import type { WriteMode } from "../../objects/row.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import { isSameName } from "./column-names.ts";
import type { FieldMapping } from "./field-mapping.ts";

/**
 * The key by which a stream's records find their things: the entry's, or else the one chosen with the destination
 * object, or else the primary key as the mapping renames it, if that is one of the object's natural keys. So a source's
 * own `id` is never mistaken for Zendesk's. Undefined: each record decides.
 */
export function findMatchingKey(
  configured: ConfiguredAirbyteStream,
  entry: StreamSetting | undefined,
  object: ObjectType,
  mapping: FieldMapping | undefined,
): string | undefined {
  if (entry?.matching_key !== undefined) return chosenKey(configured, [entry.matching_key], object);
  const columns = (configured.primary_key ?? []).map((path) => path.join("."));
  if (columns.length === 0) return undefined;
  if (configured.destination_object_name) {
    const keys = columns.map((column) => renamedKey(column, object, mapping) ?? ownKey(column, object) ?? column);
    return chosenKey(configured, keys, object);
  }
  const [column, ...more] = columns;
  if (column === undefined || more.length > 0) return undefined;
  const key = mapping ? renamedKey(column, object, mapping) : ownKey(column, object);
  return naturalKeysOf(object).find((each) => each === key);
}

/** The matching key that the mapping fills from the column alone. */
function renamedKey(column: string, object: ObjectType, mapping: FieldMapping | undefined): string | undefined {
  return matchingKeysOf(object).find((key) => mapping?.get(key)?.every((each) => isSameName(each, column)));
}

/** The matching key of the column's own name. */
function ownKey(column: string, object: ObjectType): string | undefined {
  return matchingKeysOf(object).find((key) => isSameName(key, column));
}

function chosenKey(configured: ConfiguredAirbyteStream, keys: readonly string[], object: ObjectType): string {
  const [key] = keys;
  if (key !== undefined && keys.length === 1 && matchingKeysOf(object).includes(key)) return key;
  throw new ConfigError(
    `The stream "${configured.stream.name}" is matched by ${keys.join(" and ")}, but ${object.name} can only be ` +
      `matched by one of ${matchingKeysOf(object).join(", ")}. Choose one of these in the connection, or in "matching_key" of the ` +
      "stream's entry.",
  );
}

export interface KeyChoice {
  readonly matchingKey: string | undefined;
  readonly mode: WriteMode;
  readonly object: ObjectType;
}

/** A record without the chosen key may still be upserted by another key. All other modes need the chosen key. */
export function keyOrder({ matchingKey, mode, object }: KeyChoice): readonly string[] {
  if (matchingKey === undefined) return naturalKeysOf(object);
  return mode === "upsert" ? [...new Set([matchingKey, ...naturalKeysOf(object)])] : [matchingKey];
}
