import { columnsOfKey, keysInWords, matchingKeysOf, naturalKeysOf } from "../../objects/keys.ts";
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
  const asked = entry?.matching_key;
  if (asked !== undefined && !matchingKeysOf(object).includes(asked)) throw unusableKey(configured, [asked], object);
  if (asked !== undefined) return asked;
  const columns = (configured.primary_key ?? []).map((path) => path.join("."));
  if (columns.length === 0) return undefined;
  const renamed = keyOfColumns(columns, object, (field, column) => isFilledBy(field, column, mapping));
  const own = keyOfColumns(columns, object, isSameName);
  if (!configured.destination_object_name) {
    return naturalKeysOf(object).find((each) => each === (mapping ? renamed : own));
  }
  const key = renamed ?? own;
  if (key === undefined) throw unusableKey(configured, columns, object);
  return key;
}

/** Whether the mapping fills the field from the column alone. */
function isFilledBy(field: string, column: string, mapping: FieldMapping | undefined): boolean {
  return mapping?.get(field)?.every((each) => isSameName(each, column)) === true;
}

/** The key whose columns these are, in any order. */
function keyOfColumns(
  columns: readonly string[],
  { keys }: Pick<ObjectType, "keys">,
  isColumnOf: (field: string, column: string) => boolean,
): string | undefined {
  const found = keys.find((key) => {
    const fields = columnsOfKey(key);
    return (
      fields.length === columns.length &&
      fields.every((field) => columns.some((column) => isColumnOf(field, column))) &&
      columns.every((column) => fields.some((field) => isColumnOf(field, column)))
    );
  });
  return found?.column;
}

function unusableKey(configured: ConfiguredAirbyteStream, columns: readonly string[], object: ObjectType): ConfigError {
  const why = columns.length === 1 ? object.unfitKeys?.get(columns.join("")) : undefined;
  return new ConfigError(
    `The stream "${configured.stream.name}" is matched by ${columns.join(" and ")}, but ${object.name} can only be ` +
      `matched by ${keysInWords(object, matchingKeysOf(object))}${why === undefined ? "" : `, because ${why}`}. ` +
      `Choose ${howToChoose(object)}.`,
  );
}

function howToChoose({ keys }: Pick<ObjectType, "keys">): string {
  return keys.some(({ parts }) => parts)
    ? 'one of these pairs as the primary key in the connection, and leave "matching_key" of the stream\'s entry empty'
    : 'one of these in the connection, or in "matching_key" of the stream\'s entry';
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
