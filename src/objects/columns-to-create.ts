import type { ObjectType } from "./object-type.ts";
import { columnsOfRelation, idColumnOf } from "./relation.ts";

/**
 * Columns required to create a thing: one of each list. Where Zendesk requires an id of something that records may refer to,
 * the columns that refer to it count too.
 */
export function columnsToCreate({
  relations = [],
  requiredToCreate,
}: Pick<ObjectType, "relations" | "requiredToCreate">): readonly (readonly [string, ...string[]])[] {
  return requiredToCreate.map(([first, ...others]) => {
    const named = [first, ...others].flatMap((column) => {
      const relation = relations.find((each) => idColumnOf(each) === column);
      return relation ? [column, ...columnsOfRelation(relation)] : [column];
    });
    return [first, ...new Set(named.filter((column) => column !== first))] as const;
  });
}
