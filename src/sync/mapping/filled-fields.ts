import { type AirbyteStream, ConfigError } from "airbyte-cdk-typescript";
import { isInSchema, listNames, propertiesOf } from "./column-names.ts";
import { joinAlternatives } from "../../text/join-alternatives.ts";
import { columnsToCreate } from "../../objects/columns-to-create.ts";
import { columnsOfKey, keyNamed, keysInWords } from "../../objects/keys.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import type { FieldMapping } from "./field-mapping.ts";
import { type KeyChoice, keyOrder } from "./matching-key.ts";

/** Where a stream's fields come from. */
interface FieldSources {
  readonly stream: AirbyteStream;
  readonly mapping: FieldMapping | undefined;
  readonly object: Pick<ObjectType, "customFields">;
}

/** Throws `ConfigError` if the stream fills no key, or lacks what a new object needs: all records would be rejected. */
export function checkFilledFields(plan: KeyChoice & FieldSources): void {
  const { mapping, mode, object, stream } = plan;
  const columns = propertiesOf(stream.json_schema);
  // Not every schema lists its columns.
  if (!mapping && Object.keys(columns).length === 0) return;
  const keys = keyOrder(plan);
  if (!keys.some((key) => columnsOfKey(keyNamed(object, key)).every((field) => isFilled(plan, field)))) {
    throw new ConfigError(
      `${needs(plan, keysInWords(object, keys))}, which is needed to find ${object.name}. ${remedy(plan)}`,
    );
  }
  const missing =
    mode === "insert" ? columnsToCreate(object).filter((fields) => !fields.some((field) => isFilled(plan, field))) : [];
  if (missing.length > 0) {
    throw new ConfigError(
      `${needs(plan, missing.map(joinAlternatives).join(" and "))}, which is required for new ${object.name}. ${remedy(plan)}`,
    );
  }
}

/** Whether the mapping or the schema says that the stream fills the field. */
export function isFilled({ mapping, object, stream }: FieldSources, field: string): boolean {
  if (mapping) return mapping.has(field);
  const prefix = object.customFields?.prefix;
  // A column with this name may have any custom field in it.
  const names = prefix !== undefined && field.startsWith(`${prefix}.`) ? [field, prefix] : [field];
  return names.some((name) => isInSchema(stream.json_schema, name));
}

function needs({ mapping, stream }: Omit<FieldSources, "object">, fields: string): string {
  const filler = mapping ? "The mapping" : "No column";
  const fills = mapping ? `does not fill ${fields}` : `fills ${fields}`;
  return `${filler} of the stream "${stream.name}" ${fills}`;
}

function remedy({ stream }: Pick<FieldSources, "stream">): string {
  const columns = Object.keys(propertiesOf(stream.json_schema));
  const known = columns.length > 0 ? ` Its columns are ${listNames(columns)}.` : "";
  return `Map a column to it in "fields" of the stream's entry in the setting "streams".${known}`;
}
