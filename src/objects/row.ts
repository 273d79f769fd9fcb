export type WriteMode = "upsert" | "insert" | "update" | "delete";

/** A record in the object's own columns, flat: `{"name": …, "user_fields.plan": …}`. Null empties the field. */
export type FieldValues = Readonly<Record<string, unknown>>;

/** A column that is a key, and its value: what a record, or a reference in it, finds something by. */
export interface KeyValue {
  readonly column: string;
  readonly value: string;
}

/** One row to write. */
export interface Row {
  readonly key: KeyValue;
  readonly values: FieldValues;
  /** Two rows about the same thing share at least one of these texts. Keys that are not sent are included. */
  readonly identities: readonly string[];
  /** The length of the values as JSON. */
  readonly byteLength: number;
}

export function createRow(key: KeyValue, values: FieldValues, identities: readonly string[]): Row {
  return { key, values, identities, byteLength: Buffer.byteLength(JSON.stringify(values)) };
}

/** The values without some columns. */
export function without(values: FieldValues, ...columns: readonly string[]): FieldValues {
  const kept: Record<string, unknown> = {};
  for (const column of Object.keys(values)) {
    if (!columns.includes(column)) setOwn(kept, column, values[column]);
  }
  return kept;
}

/** The keys of what a column holds are data, and an assignment to `__proto__` would change the object's prototype. */
export function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__") Object.defineProperty(object, key, { value, enumerable: true });
  else object[key] = value;
}
