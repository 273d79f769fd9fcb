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
  for (let position = 0; position < results.length; position++) {
    const result = readResult(results[position]);
    if (!result) continue;
    const row = findRow(result, position, requested) ?? (results.length === rows.length ? position : undefined);
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

/** The rows of the request. They are indexed only if results neither say which rows they are about nor come in order. */
class RequestedRows {
  readonly #rows: readonly RowKeys[];
  #properties: readonly string[] | undefined;
  #index: RowIndex | undefined;

  constructor(rows: readonly RowKeys[]) {
    this.#rows = rows;
  }

  get total(): number {
    return this.#rows.length;
  }

  /** Whether the first key that the result echoes is exactly that of the row. Most results come in the order of the rows. */
  hasKeyAt(position: number, { all }: ResultRow): boolean {
    const row = this.#rows[position];
    if (row === undefined) return false;
    for (const property of this.#keyProperties()) {
      const value = all[property];
      if (isKey(value)) return row[property] !== undefined && String(row[property]) === String(value);
    }
    return false;
  }

  withKeyOf({ all }: ResultRow): number | undefined {
    const rowOf = (this.#index ??= indexByKey(this.#rows));
    for (const property of this.#keyProperties()) {
      const value = all[property];
      const row = isKey(value) ? rowWithKey(rowOf, keyText(property, value)) : undefined;
      if (row !== undefined) return row;
    }
    return undefined;
  }

  #keyProperties(): readonly string[] {
    return (this.#properties ??= [...new Set(this.#rows.flatMap((row) => Object.keys(row)))]);
  }
}

function isKey(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

function findRow(result: ResultRow, position: number, requested: RequestedRows): number | undefined {
  if (result.index !== undefined) return result.index;
  if (isFailed(result) && typeof result.id === "number" && result.id < requested.total) return result.id;
  return requested.hasKeyAt(position, result) ? position : requested.withKeyOf(result);
}
