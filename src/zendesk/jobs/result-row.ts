/**
 * What a finished job reports about one row of its request. `unknown` if it reports nothing that can be understood,
 * which must never be treated as success.
 */
export type RowResult =
  | { readonly kind: "created" | "updated" | "deleted"; readonly id: number | string | undefined }
  | { readonly kind: "failed"; readonly errorCode: string; readonly details: string }
  | { readonly kind: "unknown" };

/** What a job should do with its rows. */
export type JobAction = "create" | "update" | "upsert" | "delete";

export const UNKNOWN: RowResult = { kind: "unknown" };

/** What a job reports about one row. A property of another type than expected counts as missing. */
export interface ResultRow {
  readonly id: number | string | undefined;
  readonly index: number | undefined;
  readonly status: string | null | undefined;
  readonly action: string | null | undefined;
  readonly created_at: string | undefined;
  readonly updated_at: string | undefined;
  readonly success: boolean | undefined;
  readonly error: string | undefined;
  readonly errors: unknown;
  readonly details: unknown;
  /** With whatever else Zendesk reports, such as the row's keys. */
  readonly all: Readonly<Record<string, unknown>>;
}

/** By hand: a job has 100 rows, and a schema takes ten times as long as this. */
export function readResult(raw: unknown): ResultRow | undefined {
  if (!isObject(raw)) return undefined;
  const { success } = raw;
  return {
    id: stringOf(raw["id"]) ?? numberOf(raw["id"]),
    index: Number.isSafeInteger(raw["index"]) ? numberOf(raw["index"]) : undefined,
    status: raw["status"] === null ? null : stringOf(raw["status"]),
    action: raw["action"] === null ? null : stringOf(raw["action"]),
    created_at: stringOf(raw["created_at"]),
    updated_at: stringOf(raw["updated_at"]),
    success: typeof success === "boolean" ? success : undefined,
    error: stringOf(raw["error"]) ?? numberOf(raw["error"])?.toString(),
    errors: raw["errors"],
    details: raw["details"],
    all: raw,
  };
}

function isObject(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

function stringOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

export function isFailed(row: ResultRow): boolean {
  const hasErrors = Array.isArray(row.errors) ? row.errors.length > 0 : Boolean(row.errors);
  return Boolean(row.error) || hasErrors || row.success === false || row.status?.toLowerCase() === "failed";
}

/** What the row's result says happened to it. */
export function readRow(row: ResultRow, action: JobAction): RowResult {
  if (isFailed(row)) {
    return { kind: "failed", errorCode: row.error ?? "", details: describe(row.details ?? row.errors) };
  }
  const { id } = row;
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
  if (row.created_at !== undefined && row.updated_at !== undefined && id !== undefined) {
    return readRecord(row, id, action);
  }
  if (row.success === true) return { kind: "updated", id };
  const isBare = row.status === undefined && row.action === undefined && row.index !== undefined;
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
