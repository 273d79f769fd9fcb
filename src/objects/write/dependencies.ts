import type { Dependency } from "../dependency.ts";
import type { ObjectType } from "../object-type.ts";
import { dependencyOn } from "../references/dependency.ts";
import { readReferences } from "../references/read-references.ts";
import type { RelationField } from "../relation.ts";
import type { FieldValues } from "../row.ts";
import { type LookupFields, readLookupReferences } from "../find/lookup-fields.ts";

type ReferringObject = Pick<ObjectType, "relations" | "quirks">;

/** Everything that a record refers to, by relations, in lookup fields, or in the object's own ways. */
export function dependenciesOf(
  values: FieldValues,
  object: ReferringObject,
  lookupFields: LookupFields,
): readonly Dependency[] {
  const related = (object.relations ?? []).flatMap((relation) => dependenciesIn(values, relation));
  const looked = readLookupReferences(values, lookupFields).flatMap(({ key, target }) =>
    target ? [dependencyOn([key], target.object, target.keys)] : [],
  );
  return [...related, ...looked, ...(object.quirks?.alsoDependsOn?.(values) ?? [])];
}

/** What a record refers to by one relation. */
export function dependenciesIn(values: FieldValues, relation: RelationField): readonly Dependency[] {
  const { object } = relation.target;
  if (object === undefined) return [];
  return readReferences(values, relation).map(({ keys }) => dependencyOn(keys, object));
}
