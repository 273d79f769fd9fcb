import { type Dependency, thingIdentity } from "../dependency.ts";
import type { ObjectType } from "../object-type.ts";
import { dependencyOn } from "../references/dependency.ts";
import { readReferences } from "../references/read-references.ts";
import type { RelationField } from "../relation.ts";
import type { FieldValues, Row } from "../row.ts";
import { type LookupFields, readLookupReferences } from "../find/lookup-fields.ts";

const NONE: readonly Dependency[] = [];
const NO_RELATIONS: readonly RelationField[] = [];

type ReferringObject = Pick<ObjectType, "relations" | "quirks">;

/** Everything that a record refers to, by relations, in lookup fields, or in the object's own ways. */
export function dependenciesOf(
  values: FieldValues,
  object: ReferringObject,
  lookupFields: LookupFields,
): readonly Dependency[] {
  let dependencies = NONE;
  for (const relation of object.relations ?? NO_RELATIONS) {
    dependencies = joined(dependencies, dependenciesIn(values, relation));
  }
  for (const { key, target } of readLookupReferences(values, lookupFields)) {
    if (target) dependencies = [...dependencies, dependencyOn([key], target.object, target.keys)];
  }
  return joined(dependencies, object.quirks?.alsoDependsOn?.(values) ?? NONE);
}

/** Most records refer to nothing, and are asked several times. */
function joined(some: readonly Dependency[], more: readonly Dependency[]): readonly Dependency[] {
  return more.length === 0 ? some : [...some, ...more];
}

/** What other records may depend on that the row writes: its own thing, by all of its identities, and what else it brings about. */
export function thingsWrittenBy(
  { identities, values }: Pick<Row, "identities" | "values">,
  { name, quirks }: Pick<ObjectType, "name" | "quirks">,
): readonly string[] {
  return [...identities.map((identity) => thingIdentity(name, identity)), ...(quirks?.alsoWrites?.(values) ?? [])];
}

/** Whether a record of the object may refer to one of the object with this name. */
export function mayReferTo(name: string, object: ReferringObject, { columns, targetOf }: LookupFields): boolean {
  // What an object says in its own ways is known only of each record.
  if (object.quirks?.alsoDependsOn) return true;
  if (object.relations?.some(({ target }) => target.object === name)) return true;
  return [...columns.values()].some((targetType) => targetOf(targetType)?.object === name);
}

/** What a record refers to by one relation. */
export function dependenciesIn(values: FieldValues, relation: RelationField): readonly Dependency[] {
  const { object } = relation.target;
  if (object === undefined) return [];
  const references = readReferences(values, relation);
  return references.length === 0 ? NONE : references.map(({ keys }) => dependencyOn(keys, object));
}
