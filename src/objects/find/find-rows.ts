import { comparedKey, keyNamed } from "../keys.ts";
import { findWritten } from "../references/find-written.ts";
import type { Found, Held, Key, ObjectType } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";
import type { Row } from "../row.ts";

/** The things that the rows' keys find. Rows that find nothing are left out. */
export async function findRows<H extends Held>(
  object: Pick<ObjectType<H>, "keys" | "directory">,
  rows: readonly Row[],
  context: RequestContext,
): Promise<ReadonlyMap<Row, Found<H>>> {
  const found = new Map<Row, Found<H>>();
  for (const key of object.keys) {
    const own = rows.filter((row) => row.key.column === key.column);
    if (own.length === 0) continue;
    const byValue = await key.find(
      own.map((row) => row.key.value),
      context,
    );
    for (const row of own) {
      const held = byValue.get(row.key.value);
      if (held) found.set(row, held);
    }
    const missed = new Map(own.flatMap((row) => (found.has(row) ? [] : [[row.key, row] as const])));
    for (const [sought, held] of await findWritten(object, [...missed.keys()], context)) {
      const row = missed.get(sought);
      if (row) found.set(row, held);
    }
  }
  return found;
}

/** The rows whose keys find something. */
export async function whichRowsExist(
  object: Pick<ObjectType, "keys" | "directory">,
  rows: readonly Row[],
  context: RequestContext,
): Promise<ReadonlySet<Row>> {
  const existing = new Set<Row>();
  for (const [column, own] of Map.groupBy(rows, ({ key }) => key.column)) {
    const values = own.map(({ key }) => key.value);
    const known = await keyNamed(object, column).whichExist?.(values, context);
    const found = known ? own.filter(({ key }) => known.has(key.value)) : (await findRows(object, own, context)).keys();
    for (const row of found) existing.add(row);
  }
  return existing;
}

/** What a list from Zendesk contains for each value: only things that really have the key. */
export function matchByKey<H extends Held>(
  values: readonly string[],
  key: Pick<Key, "column" | "isCaseSensitive">,
  listed: readonly H[],
): ReadonlyMap<string, H> {
  const byKey = new Map(listed.map((held) => [comparedKey(held[key.column], key), held]));
  return new Map(
    values.flatMap((value) => {
      const held = byKey.get(comparedKey(value, key));
      return held ? [[value, held] as const] : [];
    }),
  );
}

/** Whether only a search can find the row's thing, in an index that lags. */
export function isSearched(object: Pick<ObjectType, "keys">, { key }: Row): boolean {
  return keyNamed(object, key.column).isSearched?.(key.value) === true;
}
