import { comparedKey } from "../keys.ts";
import { AMBIGUOUS, type Found, type Held, type Key } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";
import { matchByKey } from "./find-rows.ts";

/** The most results of a search for one key that are worth reading. */
const MAX_CANDIDATES = 20;

/** Reads one kind of thing from Zendesk. */
export interface ThingReader<H extends Held> extends Pick<Key, "isCaseSensitive"> {
  readonly listByIds: (ids: readonly string[]) => Promise<readonly H[]>;
  readonly listByExternalIds: (externalIds: readonly string[]) => Promise<readonly H[]>;
  readonly search: (column: string, value: string) => Promise<readonly Held[]>;
  /** Whether a thing has the key in a way that its own columns do not show. */
  readonly hasKey?: (held: H, column: string, value: string) => Promise<boolean>;
}

/**
 * Keys of things that Zendesk lists by `ids` and `external_ids`, and finds by a column of its search, in the order in which a
 * record with several keys is matched. Only external ids may be case-sensitive.
 */
export function searchableKeys<H extends Held>(
  searched: string,
  readerIn: (context: RequestContext) => ThingReader<H>,
  { isCaseSensitive }: Pick<Key, "isCaseSensitive"> = {},
): readonly Key<H>[] {
  const cases = isCaseSensitive ? { isCaseSensitive } : {};
  return [
    {
      column: "external_id",
      isNatural: true,
      ...cases,
      find: (values, context) => findByExternalIds(values, { ...readerIn(context), ...cases }),
      isSearched: isUnlistable,
    },
    {
      column: searched,
      isNatural: true,
      find: (values, context) => findBySearch(values, searched, readerIn(context)),
      isSearched: () => true,
    },
    { column: "id", isNatural: false, find: (values, context) => findByIds(values, readerIn(context)) },
  ];
}

/** A list of external ids is separated by commas, so an id with a comma can only be searched for. */
export function isUnlistable(externalId: string): boolean {
  return externalId.includes(",");
}

async function findByIds<H extends Held>(
  ids: readonly string[],
  { listByIds }: ThingReader<H>,
): Promise<ReadonlyMap<string, H>> {
  return matchByKey(ids, { column: "id" }, await listByIds(ids));
}

/**
 * One request for each value, where Zendesk cannot list several. Only a thing with exactly this value counts, and it must be
 * the only one.
 */
export async function findOneByOne<H extends Held>(
  values: readonly string[],
  column: string,
  list: (value: string) => Promise<readonly H[]>,
): Promise<ReadonlyMap<string, Found<H>>> {
  const found = new Map<string, Found<H>>();
  for (const value of new Set(values)) {
    const listed = await list(value);
    const [only, ...others] = listed.filter((held) => held[column] === value);
    if (only && others.length === 0) found.set(value, only);
    else if (listed.length > 0) found.set(value, AMBIGUOUS);
  }
  return found;
}

/** 100 per request, and one per request for those with a comma. */
async function findByExternalIds<H extends Held>(
  externalIds: readonly string[],
  reader: ThingReader<H>,
): Promise<ReadonlyMap<string, H>> {
  const listable = externalIds.filter((value) => !isUnlistable(value));
  const listed = listable.length > 0 ? await reader.listByExternalIds(listable) : [];
  const searched = await findBySearch(externalIds.filter(isUnlistable), "external_id", reader);
  return new Map([...matchByKey(listable, { ...reader, column: "external_id" }, listed), ...searched]);
}

/**
 * One request for each value. The search says what may have a key. Its index lags, in values too, so the candidates
 * themselves are read.
 */
async function findBySearch<H extends Held>(
  values: readonly string[],
  column: string,
  reader: ThingReader<H>,
): Promise<ReadonlyMap<string, H>> {
  const candidates = new Map<string, readonly string[]>();
  for (const value of values) {
    const found = await reader.search(column, value);
    candidates.set(
      value,
      found.slice(0, MAX_CANDIDATES).map(({ id }) => String(id)),
    );
  }
  const ids = [...new Set([...candidates.values()].flat())];
  const read = ids.length > 0 ? await reader.listByIds(ids) : [];
  const byId = new Map(read.map((held) => [String(held.id), held]));
  const found = new Map<string, H>();
  for (const [value, candidateIds] of candidates) {
    const held = await firstWithKey(
      candidateIds.flatMap((id) => byId.get(id) ?? []),
      column,
      value,
      reader,
    );
    if (held) found.set(value, held);
  }
  return found;
}

/** Candidates that show the key come before those that need another request. */
async function firstWithKey<H extends Held>(
  candidates: readonly H[],
  column: string,
  value: string,
  reader: ThingReader<H>,
): Promise<H | undefined> {
  const { hasKey } = reader;
  const wanted = comparedKey(value, reader);
  const obvious = candidates.find((held) => comparedKey(held[column], reader) === wanted);
  if (obvious || !hasKey) return obvious;
  for (const held of candidates) if (await hasKey(held, column, value)) return held;
  return undefined;
}
