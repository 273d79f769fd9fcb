import { columnsOfKey, keyOf } from "../objects/keys.ts";
import type { Key, ObjectType } from "../objects/object-type.ts";
import type { FieldValues, KeyValue } from "../objects/row.ts";
import type { ChangedThing } from "./changed-things.ts";

type Thing = Pick<ChangedThing, "fields" | "id">;

/** The `id`, or the parts of the key of things that cannot be found by id. Empty if the log does not say that. */
export function keyValues(object: ObjectType, thing: Thing): FieldValues {
  const key = keyFor(object, thing);
  if (!key) return {};
  const valueOf = (column: string): unknown => (column === "id" ? thing.id : thing.fields.get(column)?.after);
  return Object.fromEntries(columnsOfKey(key).map((column) => [column, valueOf(column)]));
}

/** The same as one key. */
export function keyOfThing(object: ObjectType, thing: Thing): KeyValue | undefined {
  const key = keyFor(object, thing);
  return key && keyOf(key, keyValues(object, thing));
}

function keyFor({ keys }: ObjectType, { fields }: Thing): Key | undefined {
  const hasPartsOf = (key: Key): boolean => columnsOfKey(key).every((column) => fields.has(column));
  return keys.find(({ column }) => column === "id") ?? keys.find(hasPartsOf);
}
