import type { ZendeskMembership } from "../../zendesk/resources/memberships.ts";
import type { Key } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";
import { type Relation, columnsOfRelation } from "../relation.ts";
import { type FieldValues, createRow } from "../row.ts";
import { resolveRelations } from "../write/resolve-relations.ts";
import { type Pair, findMemberships, whichPairsExist } from "./find-memberships.ts";

/** A membership's user and its organization. */
export type MembershipRelations = readonly [user: Relation, organization: Relation];

/** Each column that may name the user with each that may name the organization, in the order in which they count. */
export function membershipKeys(relations: MembershipRelations): readonly Key<ZendeskMembership>[] {
  const [users, organizations] = relations.map(columnsOfRelation);
  return (users ?? []).flatMap((user) =>
    (organizations ?? []).map((organization) => pairKey([user, organization], relations)),
  );
}

function pairKey(parts: readonly string[], relations: MembershipRelations): Key<ZendeskMembership> {
  const column = parts.join(" and ");
  return {
    column,
    parts,
    isNatural: true,
    find: async (values, context) => {
      const pairs = await pairsOf(values, column, parts, relations, context);
      const found = await findMemberships([...pairs.values()], context);
      return new Map(
        [...pairs].flatMap(([value, { user_id, organization_id }]) => {
          const held = found.find((each) => each.user_id === user_id && each.organization_id === organization_id);
          return held ? [[value, held]] : [];
        }),
      );
    },
    whichExist: async (values, context) => {
      const pairs = await pairsOf(values, column, parts, relations, context);
      const existing = await whichPairsExist([...pairs.values()], context);
      return new Set([...pairs].flatMap(([value, pair]) => (existing.has(pair) ? [value] : [])));
    },
  };
}

/** The ids for each value of the key. Values that name something missing are left out. */
async function pairsOf(
  values: readonly string[],
  column: string,
  parts: readonly string[],
  relations: MembershipRelations,
  context: RequestContext,
): Promise<ReadonlyMap<string, Pair>> {
  const rows = values.map((value) => createRow({ column, value }, readParts(value, parts, relations), []));
  const resolved = await resolveRelations(rows, relations, context);
  return new Map(
    [...resolved].flatMap(([row, own]) => {
      const pair = "values" in own ? pairIn(own.values) : undefined;
      return pair ? [[row.key.value, pair]] : [];
    }),
  );
}

function pairIn({ organization_id, user_id }: FieldValues): Pair | undefined {
  return typeof user_id === "number" && typeof organization_id === "number" ? { user_id, organization_id } : undefined;
}

/** The columns that were joined in the value of a key. */
function readParts(value: string, parts: readonly string[], relations: MembershipRelations): FieldValues {
  const texts: unknown = JSON.parse(value);
  const isObject = (column: string): boolean => relations.some(({ field }) => field === column);
  return Object.fromEntries(
    parts.map((column, place) => {
      const text = Array.isArray(texts) ? String(texts[place]) : "";
      return [column, isObject(column) ? JSON.parse(text) : text];
    }),
  );
}
