import type { ObjectType } from "../object-type.ts";
import type { NamedThing } from "../rejection.ts";
import type { NamedRelation } from "../relation.ts";
import type { FieldValues } from "../row.ts";
import { type LookupFields, lookupNamings } from "./lookup-fields.ts";
import { namingsOf } from "./resolve-relations.ts";
import { thingNamed } from "./things.ts";

type Naming = Pick<ObjectType, "relations" | "quirks">;

/** Everything that a record names, each by the keys that it may have. */
export function thingsNamed(values: FieldValues, object: Naming, lookupFields: LookupFields): readonly NamedThing[] {
  const related = (object.relations ?? []).flatMap((relation) => thingsOf(values, relation));
  const looked = lookupNamings(values, lookupFields).flatMap(({ reference, target }) =>
    target ? [thingNamed([reference], target.object, target.keys)] : [],
  );
  return [...related, ...looked, ...(object.quirks?.alsoNames?.(values) ?? [])];
}

/** What a record names by one relation. */
export function thingsOf(values: FieldValues, relation: NamedRelation): readonly NamedThing[] {
  const { object } = relation.target;
  if (object === undefined) return [];
  return namingsOf(values, relation).map(({ references }) => thingNamed(references, object));
}
