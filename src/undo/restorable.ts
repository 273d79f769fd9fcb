import type { ObjectRules } from "../fields/object-rules.ts";
import { isClearable } from "../objects/clearable.ts";
import type { Held, ObjectType } from "../objects/object-type.ts";
import { idColumnOf } from "../objects/relation.ts";
import { heldValue, holdsSame } from "../objects/write/compare.ts";
import type { ChangedField } from "./changed-things.ts";

type Described = Pick<ObjectType, "columns" | "customFields" | "keys" | "lists" | "neverCleared" | "relations">;

interface Writing {
  readonly object: Described;
  readonly rules: ObjectRules;
}

/** Why a field cannot get its former value back through a sync; continues "email: …". Undefined: it can. */
export function whyNotRestorable(
  field: string,
  { before }: ChangedField,
  held: Held,
  { object, rules }: Writing,
): string | undefined {
  if (!isWritable(field, { object, rules })) return "it is not a field that can be written";
  const rule = rules.ruleOf(field);
  if (!rule || isReference(field, object)) return undefined;
  if (before === null && !isClearable(object, field)) return "it was empty, and the connector cannot empty it";
  if (heldValue(held, field, object) === undefined) return "Zendesk does not show its value";
  if (before === null) return undefined;
  const coerced = rule(before);
  const isSame = "value" in coerced && holdsSame(before, coerced.value, rules.dateColumns.has(field));
  return isSame ? undefined : "the connector would not write its former value unchanged";
}

/** Whether records have a column for it. */
export function isWritable(field: string, { object, rules }: Writing): boolean {
  return isReference(field, object) || rules.ruleOf(field) !== undefined;
}

/** The column and the value that a record has for the field to get the value. */
export function toColumn(field: string, value: unknown, object: Described): readonly [string, unknown] {
  const relation = object.relations?.find((each) => idColumnOf(each) === field);
  if (relation?.maxItems === undefined) return [field, value];
  const ids: readonly unknown[] = Array.isArray(value) ? value : [];
  return [relation.field, ids.map((id) => ({ id }))];
}

function isReference(field: string, { relations = [] }: Described): boolean {
  return relations.some((relation) => idColumnOf(relation) === field);
}
