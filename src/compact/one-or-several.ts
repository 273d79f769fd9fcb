/** Nearly always one item, which takes no list. Items are not lists themselves. */
export type OneOrSeveral<Item> = Item | readonly Item[];

export function listOf<Item>(items: OneOrSeveral<Item> | undefined): readonly Item[] {
  if (items === undefined) return [];
  return isList(items) ? items : [items];
}

export function withAdded<Item>(items: OneOrSeveral<Item> | undefined, item: Item): OneOrSeveral<Item> {
  return items === undefined ? item : [...listOf(items), item];
}

function isList<Item>(items: OneOrSeveral<Item>): items is readonly Item[] {
  return Array.isArray(items);
}
