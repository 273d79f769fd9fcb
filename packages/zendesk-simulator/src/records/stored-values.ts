import type { Json, JsonObject } from "../json.ts";

/** What a record holds by attribute or by field; only what is set. */
export type StoredValues = Readonly<Record<string, Json>>;

/** Null removes a value. */
export function withChanges(values: StoredValues, changes: StoredValues): StoredValues {
  const keys = Object.keys(changes);
  if (keys.length === 0) return values;
  const result = { ...values, ...changes };
  for (const key of keys) if (changes[key] === null) delete result[key];
  return result;
}

/** Of what was sent, the attributes with these names. */
export function sentAttributes(body: JsonObject, names: ReadonlySet<string>): StoredValues {
  const values: Record<string, Json> = {};
  for (const [key, value] of Object.entries(body)) {
    if (names.has(key) && value !== undefined) values[key] = value;
  }
  return values;
}
