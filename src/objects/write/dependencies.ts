import type { Dependency } from "../dependency.ts";
import type { ObjectType } from "../object-type.ts";
import { dependencyOn } from "../references/dependency.ts";
import { readReferences } from "../references/read-references.ts";
import type { RelationField } from "../relation.ts";
import type { FieldValues } from "../row.ts";
import { type LookupFields, readLookupReferences } from "../find/lookup-fields.ts";

const NONE: readonly Dependency[] = [];

type ReferringObject = Pick<ObjectType, "relations" | "quirks">;

/** Everything that a record refers to, by relations, in lookup fields, or in the object's own ways. */
export function dependenciesOf(
  values: FieldValues,
  object: ReferringObject,
  lookupFields: LookupFields,
): readonly Dependency[] {
  const dependencies: Dependency[] = [];
  for (const relation of object.relations ?? []) dependencies.push(...dependenciesIn(values, relation));
  for (const { key, target } of readLookupReferences(values, lookupFields)) {
    if (target) dependencies.push(dependencyOn([key], target.object, target.keys));
  }
  if (object.quirks?.alsoDependsOn) dependencies.push(...object.quirks.alsoDependsOn(values));
  return dependencies;
}

/** What a record refers to by one relation. */
export function dependenciesIn(values: FieldValues, relation: RelationField): readonly Dependency[] {
  const { object } = relation.target;
  if (object === undefined) return [];
  const references = readReferences(values, relation);
  return references.length === 0 ? NONE : references.map(({ keys }) => dependencyOn(keys, object));
}
