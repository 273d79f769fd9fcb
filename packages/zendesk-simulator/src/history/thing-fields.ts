import { isList, isObject, type Json, type JsonObject, textOf } from "../json.ts";

/** What a thing holds, by the names that the API uses; custom fields as `user_fields.plan`. */
export type Fields = Readonly<Record<string, Json>>;

/** Addresses, and what the API shows twice. */
const LEFT_OUT: ReadonlySet<string> = new Set(["url", "raw_subject", "fields", "generated_timestamp"]);

export function flatFields(view: JsonObject): Fields {
  const fields: Record<string, Json> = {};
  for (const [name, value] of Object.entries(view)) {
    if (value === undefined || LEFT_OUT.has(name)) continue;
    const parts = partsOf(name, value);
    if (parts === undefined) fields[name] = value;
    else for (const [part, held] of parts) fields[`${name}.${part}`] = held;
  }
  return fields;
}

/** The values of custom fields: an object by key, or for tickets a list with ids. */
function partsOf(name: string, value: Json): readonly (readonly [string, Json])[] | undefined {
  if (name === "custom_fields" && isList(value)) {
    return value.filter(isObject).map((field) => [textOf(field["id"]) ?? "", field["value"] ?? null]);
  }
  if (!isObject(value)) return undefined;
  return Object.entries(value).map(([part, held]) => [part, held ?? null]);
}

export interface FieldChange {
  readonly field: string;
  readonly before: Json;
  readonly after: Json;
}

/** Times change with everything else. */
const NOT_COMPARED: ReadonlySet<string> = new Set(["id", "created_at", "updated_at"]);

/** Fields with different values. What a thing does not have is null. */
export function fieldChanges(before: Fields, after: Fields): readonly FieldChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((field) => {
    const change = { field, before: before[field] ?? null, after: after[field] ?? null };
    return NOT_COMPARED.has(field) || isSame(change.before, change.after) ? [] : [change];
  });
}

function isSame(one: Json, other: Json): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
