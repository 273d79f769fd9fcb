import { numberText } from "../../json/exact-json.ts";
import { type RelationField, columnsOfRelation, idColumnOf } from "../relation.ts";
import type { FieldValues, KeyValue } from "../row.ts";

/** How a record refers to something. */
export interface Reference {
  /** The column that holds the reference. */
  readonly column: string;
  /** The first one that finds something counts. */
  readonly keys: readonly KeyValue[];
}

const NO_REFERENCES: readonly Reference[] = [];

/** The references in the first column of the relation that has any. Its rule has left one key, or each key that a text may be. */
export function readReferences(values: FieldValues, relation: RelationField): readonly Reference[] {
  const column = filledColumn(values, columnsOfRelation(relation));
  if (column === undefined) return NO_REFERENCES;
  const value = values[column];
  const listed: readonly unknown[] = relation.maxItems !== undefined && Array.isArray(value) ? value : [value];
  return listed.map((each) => ({ column, keys: keysIn(each, column, relation) }));
}

/** A loop, because every record passes here. */
function filledColumn(values: FieldValues, columns: readonly string[]): string | undefined {
  for (const column of columns) if (values[column] !== undefined && values[column] !== null) return column;
  return undefined;
}

function keysIn(value: unknown, column: string, relation: RelationField): readonly KeyValue[] {
  if (column === idColumnOf(relation)) return [{ column: "id", value: textOf(value) }];
  if (column !== relation.field) return [{ column: column.slice(relation.field.length + 1), value: textOf(value) }];
  return readKeys(value);
}

/** The keys to look for, in order, from what a rule made of a text or an object. */
export function readKeys(value: unknown): readonly KeyValue[] {
  return Object.entries(Object(value)).map(([key, own]) => ({ column: key, value: textOf(own) }));
}

function textOf(value: unknown): string {
  return numberText(value) ?? String(value);
}
