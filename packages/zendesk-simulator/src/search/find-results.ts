import type { Call } from "../call.ts";
import type { JsonObject } from "../json.ts";
import { hasWords, notUnderstood, type QueryTerm } from "./query.ts";
import { SEARCHED_ORGANIZATIONS, SEARCHED_TICKETS, SEARCHED_USERS, type SearchedKind } from "./searched-kinds.ts";

/** Shows a thing that was found. */
export type SearchResult = () => JsonObject;

type Search = (call: Call, terms: readonly QueryTerm[]) => readonly SearchResult[];

const SEARCHES: Readonly<Record<string, Search>> = {
  [SEARCHED_USERS.type]: searchIn(SEARCHED_USERS),
  [SEARCHED_ORGANIZATIONS.type]: searchIn(SEARCHED_ORGANIZATIONS),
  [SEARCHED_TICKETS.type]: searchIn(SEARCHED_TICKETS),
};

const PROPERTIES = new Set(
  [SEARCHED_USERS, SEARCHED_ORGANIZATIONS, SEARCHED_TICKETS].flatMap(({ properties }) => Object.keys(properties)),
);

/** Things of every type that the terms ask for; without `type:`, of all types. */
export function findResults(call: Call, terms: readonly QueryTerm[]): readonly SearchResult[] {
  const types = terms.filter(({ property }) => property === "type").map(({ value }) => value);
  const others = terms.filter(({ property }) => property !== "type");
  const unknown = others.find(({ property }) => property !== undefined && !PROPERTIES.has(property));
  if (unknown !== undefined) throw notUnderstood(`${unknown.property}:${unknown.value}`);
  const asked = types.length === 0 ? Object.keys(SEARCHES) : [...new Set(types)];
  return asked.flatMap((type) => {
    const search = SEARCHES[type];
    if (search === undefined) throw notUnderstood(`type:${type}`);
    return search(call, others);
  });
}

/** A property that this kind does not have finds nothing. */
function searchIn<Item extends { readonly id: number; readonly active: boolean }>(kind: SearchedKind<Item>): Search {
  const { all, properties, textOf, type, view } = kind;
  return (call, terms) => {
    const isMatch = (item: Item) =>
      item.active &&
      terms.every(({ property, value }) =>
        property === undefined ? hasWords(textOf(item), value) : properties[property]?.(item, value) === true,
      );
    const found = [...all(call)].filter(isMatch).toSorted((a, b) => a.id - b.id);
    return found.map((item) => () => ({ ...view(call, item), result_type: type }));
  };
}
