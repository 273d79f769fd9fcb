import { z } from "zod";

/**
 * What a finished job reports about one row of its request. `unknown` if it reports nothing that can be understood,
 * which must never be treated as success.
 */
export type RowResult =
  | { readonly kind: "created" | "updated" | "deleted"; readonly id: number | string | undefined }
  | { readonly kind: "failed"; readonly errorCode: string; readonly details: string }
  | { readonly kind: "unknown" };

/** What identifies a row of the request by property, the surest first, to match results that come in another order. */
export type RowKeys = Readonly<Record<string, string | number>>;

/** What a job should do with its rows. */
export type JobAction = "create" | "update" | "upsert" | "delete";

const UNKNOWN: RowResult = { kind: "unknown" };

const text = z.union([z.string(), z.number()]).transform(String);
const resultRow = z.looseObject({
  id: z.union([z.number(), z.string()]).nullish().catch(undefined),
  index: z.number().int().nullish().catch(undefined),
  status: z.string().nullish().catch(undefined),
  action: z.string().nullish().catch(undefined),
  created_at: z.string().nullish().catch(undefined),
  updated_at: z.string().nullish().catch(undefined),
  success: z.boolean().nullish().catch(undefined),
  error: text.nullish().catch(undefined),
  errors: z.unknown().optional(),
  details: z.unknown().optional(),
});
type ResultRow = z.output<typeof resultRow>;

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
  const rowOf = indexByKey(rows);
  const properties = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  for (const [position, raw] of results.entries()) {
    const parsed = resultRow.safeParse(raw);
    if (!parsed.success) continue;
    const row =
      findRow(parsed.data, { total: rows.length, rowOf, properties }) ??
      (results.length === rows.length ? position : undefined);
    if (row === undefined || row < 0 || row >= rows.length) continue;
    // If a row has two results, either may be right, so nothing is known.
    matched[row] = taken.has(row) ? UNKNOWN : readRow(parsed.data, action);
    taken.add(row);
  }
  return matched;
}

type RowIndex = ReadonlyMap<string, number | typeof SEVERAL>;

const SEVERAL = Symbol("several rows");

/** Zendesk may echo a key in another case. It identifies a row if only one has the key regardless of case. */
function indexByKey(rows: readonly RowKeys[]): RowIndex {
  const folded = new Map<string, number | typeof SEVERAL>();
  const exact = new Map<string, number>();
  for (const [row, keys] of rows.entries()) {
    for (const [property, value] of Object.entries(keys)) {
      const own = keyText(property, value);
      exact.set(own, row);
      folded.set(foldedText(own), folded.has(foldedText(own)) ? SEVERAL : row);
    }
  }
  return new Map([...folded, ...exact]);
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

interface RequestedRows {
  readonly total: number;
  readonly rowOf: RowIndex;
  readonly properties: readonly string[];
}

function findRow(result: ResultRow, { properties, rowOf, total }: RequestedRows): number | undefined {
  if (typeof result.index === "number") return result.index;
  if (isFailed(result) && typeof result.id === "number" && result.id < total) return result.id;
  for (const property of properties) {
    const value = result[property];
    const row =
      typeof value === "string" || typeof value === "number" ? rowWithKey(rowOf, keyText(property, value)) : undefined;
    if (row !== undefined) return row;
  }
  return undefined;
}

function isFailed(row: ResultRow): boolean {
  const hasErrors = Array.isArray(row.errors) ? row.errors.length > 0 : Boolean(row.errors);
  return Boolean(row.error) || hasErrors || row.success === false || row.status?.toLowerCase() === "failed";
}

function readRow(row: ResultRow, action: JobAction): RowResult {
  if (isFailed(row)) {
    return { kind: "failed", errorCode: row.error ?? "", details: describe(row.details ?? row.errors) };
  }
  const id = row.id ?? undefined;
  switch ((row.status ?? row.action ?? "").toLowerCase()) {
    case "created":
    case "create":
      return { kind: "created", id };
    case "updated":
    case "update":
      return { kind: "updated", id };
    case "deleted":
    case "delete":
      return { kind: "deleted", id };
    default:
      return readBareRow(row, id, action);
  }
}

/**
 * For a created row, some jobs report `{"id", "index"}`, some only `"success": true`, and those of custom objects the
 * whole record.
 */
function readBareRow(row: ResultRow, id: number | string | undefined, action: JobAction): RowResult {
  if (typeof row.created_at === "string" && typeof row.updated_at === "string" && id !== undefined) {
    return readRecord(row, id, action);
  }
  if (row.success === true) return { kind: "updated", id };
  const isBare = row.status === undefined && row.action === undefined && typeof row.index === "number";
  return isBare && id !== undefined ? { kind: "created", id } : UNKNOWN;
}

/** A record that was never updated has just been created. */
function readRecord({ created_at, updated_at }: ResultRow, id: number | string, action: JobAction): RowResult {
  if (action === "delete") return { kind: "deleted", id };
  const isNew = action === "create" || (action === "upsert" && created_at === updated_at);
  return { kind: isNew ? "created" : "updated", id };
}

function describe(details: unknown): string {
  if (details === undefined || details === null) return "";
  return typeof details === "string" ? details : JSON.stringify(details);
}
