import {
  type JobAction,
  type ResultRow,
  type RowResult,
  UNKNOWN,
  isFailed,
  readResult,
  readRow,
} from "./result-row.ts";

export type { JobAction, RowResult } from "./result-row.ts";

/** What identifies a row of the request by property, the surest first, to match results that come in another order. */
export type RowKeys = Readonly<Record<string, string | number>>;

/**
 * One result for each row of the request, in the request's order.
 *
 * The shapes differ by endpoint, and the `id` of a failed row may be the row's index. A row is matched by `index`, or
 * else, if it failed, by an `id` too small for a real one, or else by echoed keys, or else by position, which counts
 * only if there is a result for each row.
 */
export function matchResults(results: unknown, rows: readonly RowKeys[], action: JobAction): readonly RowResult[] {
  const matched: RowResult[] = rows.map(() => UNKNOWN);
  if (!Array.isArray(results)) return matched;
  const taken = new Set<number>();
  const requested = new RequestedRows(rows);
  for (const [position, raw] of results.entries()) {
    const result = readResult(raw);
    if (!result) continue;
    const row = findRow(result, requested) ?? (results.length === rows.length ? position : undefined);
    if (row === undefined || row < 0 || row >= rows.length) continue;
    // If a row has two results, either may be right, so nothing is known.
    matched[row] = taken.has(row) ? UNKNOWN : readRow(result, action);
    taken.add(row);
  }
  return matched;
}

type RowIndex = ReadonlyMap<string, number | typeof SEVERAL>;

const SEVERAL = Symbol("several rows");

/** Zendesk may echo a key in another case. It identifies a row if only one has the key regardless of case. */
function indexByKey(rows: readonly RowKeys[]): RowIndex {
  const rowOf = new Map<string, number | typeof SEVERAL>();
  for (const [row, keys] of rows.entries()) {
    for (const [property, value] of Object.entries(keys)) {
      const own = keyText(property, value);
      const folded = foldedText(own);
      rowOf.set(own, row);
      rowOf.set(folded, rowOf.has(folded) ? SEVERAL : row);
    }
  }
  return rowOf;
}

function keyText(property: string, value: string | number): string {
  return `${property}:${value}`;
}

/** No exact text begins like this. */
function foldedText(own: string): string {
  return `~${own.toLowerCase()}`;
}

function rowWithKey(rowOf: RowIndex, key: string): number | undefined {
  const row = rowOf.get(key) ?? rowOf.get(foldedText(key));
  return row === SEVERAL ? undefined : row;
}

/** The rows of the request. They are indexed only if a result does not say which row it is about. */
class RequestedRows {
  readonly #rows: readonly RowKeys[];
  #index: { readonly rowOf: RowIndex; readonly properties: readonly string[] } | undefined;

  constructor(rows: readonly RowKeys[]) {
    this.#rows = rows;
  }

  get total(): number {
    return this.#rows.length;
  }

  withKeyOf({ all }: ResultRow): number | undefined {
    const { properties, rowOf } = (this.#index ??= {
      rowOf: indexByKey(this.#rows),
      properties: [...new Set(this.#rows.flatMap((row) => Object.keys(row)))],
    });
    for (const property of properties) {
      const value = all[property];
      const row =
        typeof value === "string" || typeof value === "number"
          ? rowWithKey(rowOf, keyText(property, value))
          : undefined;
      if (row !== undefined) return row;
    }
    return undefined;
  }
}

function findRow(result: ResultRow, requested: RequestedRows): number | undefined {
  if (result.index !== undefined) return result.index;
  if (isFailed(result) && typeof result.id === "number" && result.id < requested.total) return result.id;
  return requested.withKeyOf(result);
}
