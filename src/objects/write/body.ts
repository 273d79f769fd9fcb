import { isJsonObject } from "airbyte-cdk-typescript";
import { numberText, wholeJsonNumber } from "../../json/exact-json.ts";
import type { CustomFields, Draft } from "../object-type.ts";
import { type FieldValues, setOwn, without } from "../row.ts";

type Shape = Pick<CustomFields, "prefix" | "shape">;

/** A record's values in the form of Zendesk's requests, with custom fields in a separate property, and without some columns. */
export function nestCustomFields(
  values: FieldValues,
  { prefix, shape }: Shape,
  ...leftOut: readonly string[]
): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  let hasCustom = false;
  const start = `${prefix}.`;
  for (const column of Object.keys(values)) {
    if (column.startsWith(start)) {
      hasCustom = true;
      setOwn(custom, column.slice(start.length), values[column]);
    } else if (!leftOut.includes(column)) body[column] = values[column];
  }
  if (hasCustom) body[prefix] = shape === "object" ? custom : Object.entries(custom).map(listed);
  return body;
}

/**
 * The draft of an update, without the key that has found its thing: Zendesk goes by the id, which no other record can change
 * in the meantime. An upsert that is sent as an update writes its key as spelled in the record.
 */
export function withoutFoundKey<D extends Draft>(draft: D): D {
  const { isUpsert, row, values } = draft;
  return isUpsert ? draft : { ...draft, values: without(values, row.key.column) };
}

/** The ids of fields are numbers in Zendesk. */
function listed([id, value]: [string, unknown]): { readonly id: unknown; readonly value: unknown } {
  return { id: wholeJsonNumber(id), value };
}

/** The value of a custom field in what Zendesk holds; undefined if there is no such field. */
export function heldCustomField(custom: unknown, key: string, { shape }: Shape): unknown {
  if (shape === "object") return isJsonObject(custom) && Object.hasOwn(custom, key) ? custom[key] : undefined;
  const entries: readonly unknown[] = Array.isArray(custom) ? custom : [];
  return entries.filter(isJsonObject).find(({ id }) => (numberText(id) ?? id) === key)?.["value"];
}
