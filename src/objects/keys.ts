import { numberText } from "../json/exact-json.ts";
import type { BulkAction, Held, Key, ObjectType } from "./object-type.ts";
import type { FieldValues, WriteMode } from "./row.ts";

/** Zendesk compares keys without regard to case. Undefined for what is not a key. */
export function foldedKey(value: unknown): string | undefined {
  return numberText(value) ?? (typeof value === "string" ? value.toLowerCase() : undefined);
}

export function matchingKeysOf({ keys }: Pick<ObjectType, "keys">): readonly string[] {
  return keys.map(({ column }) => column);
}

export function naturalKeysOf({ keys }: Pick<ObjectType, "keys">): readonly string[] {
  return keys.filter(({ isNatural }) => isNatural).map(({ column }) => column);
}

export function keyNamed<H extends Held>({ keys }: Pick<ObjectType<H>, "keys">, column: string): Key<H> {
  const key = keys.find((each) => each.column === column);
  if (!key) throw new Error(`${column} is not a key of the object`);
  return key;
}

/** Two things with one of these texts in common are the same thing. */
export function identitiesOf({ keys }: Pick<ObjectType, "keys">, values: FieldValues): readonly string[] {
  return keys.flatMap(({ column }) => {
    const text = foldedKey(values[column]);
    return text === undefined ? [] : [`${column}:${text}`];
  });
}

const ACTIONS: Readonly<Record<Exclude<WriteMode, "upsert">, BulkAction>> = {
  insert: "create",
  update: "update",
  delete: "delete",
};

/** The modes follow from what Zendesk does in bulk. */
export function hasMode({ bulk }: Pick<ObjectType, "bulk">, mode: WriteMode): boolean {
  if (mode === "upsert") return bulk.upsert !== undefined || (bulk.create !== undefined && bulk.update !== undefined);
  return bulk[ACTIONS[mode]] !== undefined;
}
