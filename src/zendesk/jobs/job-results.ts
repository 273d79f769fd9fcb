import { z } from "zod";

/**
 * What a finished job says of one row of its request. `unknown` when it says nothing, or nothing that can be
 * understood: never to be taken for success.
 */
export type RowResult =
  | { readonly kind: "created" | "updated" | "deleted"; readonly id: number | undefined }
  | { readonly kind: "failed"; readonly errorCode: string; readonly details: string }
  | { readonly kind: "unknown" };

/** What identifies a row of the request, to match results that come in another order. */
export interface RowKeys {
  readonly id?: number | undefined;
  readonly email?: string | undefined;
  readonly external_id?: string | undefined;
}

const UNKNOWN: RowResult = { kind: "unknown" };

const text = z.union([z.string(), z.number()]).transform(String);
const resultRow = z.object({
  id: z.number().nullish().catch(undefined),
  index: z.number().int().nullish().catch(undefined),
  status: z.string().nullish().catch(undefined),
  action: z.string().nullish().catch(undefined),
  success: z.boolean().nullish().catch(undefined),
  error: text.nullish().catch(undefined),
  errors: z.unknown().optional(),
  details: z.unknown().optional(),
  email: text.nullish().catch(undefined),
  external_id: text.nullish().catch(undefined),
});
type ResultRow = z.output<typeof resultRow>;

/**
 * One result for each row of the request, in the request's order.
 *
 * The shapes differ by endpoint, and the `id` of a failed row may be the row's index: a row is matched by
 * `index`, else by an `id` too small to be a user's in a failed row, else by echoed keys, else by position,
 * which counts only when there is a result for each row.
 */
export function matchResults(results: unknown, rows: readonly RowKeys[]): readonly RowResult[] {
  const matched: RowResult[] = rows.map(() => UNKNOWN);
  if (!Array.isArray(results)) return matched;
  const taken = new Set<number>();
  const rowOf = keyIndex(rows);
  for (const [position, raw] of results.entries()) {
    const parsed = resultRow.safeParse(raw);
    if (!parsed.success) continue;
    const row = findRow(parsed.data, rows.length, rowOf) ?? (results.length === rows.length ? position : undefined);
    if (row === undefined || row < 0 || row >= rows.length) continue;
    // Two results for one row: whichever is right, nothing is known.
    matched[row] = taken.has(row) ? UNKNOWN : readRow(parsed.data);
    taken.add(row);
  }
  return matched;
}

function keyIndex(rows: readonly RowKeys[]): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  for (const [row, { id, email, external_id }] of rows.entries()) {
    if (id !== undefined) index.set(`id:${id}`, row);
    if (email !== undefined) index.set(`email:${email.toLowerCase()}`, row);
    if (external_id !== undefined) index.set(`external_id:${external_id.toLowerCase()}`, row);
  }
  return index;
}

function findRow(result: ResultRow, total: number, rowOf: ReadonlyMap<string, number>): number | undefined {
  if (typeof result.index === "number") return result.index;
  if (isFailed(result) && typeof result.id === "number" && result.id < total) return result.id;
  const byId = typeof result.id === "number" ? rowOf.get(`id:${result.id}`) : undefined;
  if (byId !== undefined) return byId;
  const byExternalId = result.external_id && rowOf.get(`external_id:${result.external_id.toLowerCase()}`);
  if (typeof byExternalId === "number") return byExternalId;
  const byEmail = result.email && rowOf.get(`email:${result.email.toLowerCase()}`);
  return typeof byEmail === "number" ? byEmail : undefined;
}

function isFailed(row: ResultRow): boolean {
  const hasErrors = Array.isArray(row.errors) ? row.errors.length > 0 : Boolean(row.errors);
  return Boolean(row.error) || hasErrors || row.success === false || row.status?.toLowerCase() === "failed";
}

function readRow(row: ResultRow): RowResult {
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
      return readBareRow(row, id);
  }
}

/** Some jobs answer `{"id", "index"}` for a row they created, some only `"success": true`. */
function readBareRow(row: ResultRow, id: number | undefined): RowResult {
  if (row.success === true) return { kind: "updated", id };
  const isBare = row.status === undefined && row.action === undefined && typeof row.index === "number";
  return isBare && id !== undefined ? { kind: "created", id } : UNKNOWN;
}

function describe(details: unknown): string {
  if (details === undefined || details === null) return "";
  return typeof details === "string" ? details : JSON.stringify(details);
}
