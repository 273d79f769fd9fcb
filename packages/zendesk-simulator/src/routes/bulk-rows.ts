import type { JobWork } from "../account/job-work.ts";
import { bodyList, type Call } from "../call.ts";
import { isObject, type JsonObject } from "../json.ts";
import { checkTypes } from "../records/check-types.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import { type Refusal, tooManyValues } from "../refusal.ts";
import { rowKey } from "./row-key.ts";

/** The records of a bulk request, at most 100. Throws the 400 for a record whose types are wrong. */
export function bulkRows(call: Call, key: string, refuse: () => Refusal = tooManyValues): readonly JsonObject[] {
  const rows = bodyList(call, key).map((row) => (isObject(row) ? row : {}));
  if (rows.length > 100) throw refuse();
  checkTypes(rows);
  return rows;
}

/** The names of a job and of its class. */
export type JobName = Pick<JobWork, "jobType" | "jobClass" | "activity">;

/** A job that applies `write` to each row. An invalid record fails its row, with the result that `failed` gives. */
export function jobOf(
  name: JobName,
  rows: readonly JsonObject[],
  write: (index: number, nowMs: number) => JsonObject,
  failed: (index: number, error: InvalidRecord) => JsonObject,
): JobWork {
  return {
    ...name,
    total: rows.length,
    rows,
    rowKeys: rows.map(rowKey),
    run: (index, nowMs) => {
      try {
        return write(index, nowMs);
      } catch (error) {
        if (error instanceof InvalidRecord) return failed(index, error);
        throw error;
      }
    },
  };
}

/** Codes that give the reason of the failure. */
const TELLING_CODES: ReadonlySet<string> = new Set([
  "PermissionDenied",
  "RecordNotFound",
  "TooManyRequests",
  "UpdateConflict",
]);

export function errorCode({ code }: InvalidRecord, otherwise: string): string {
  return TELLING_CODES.has(code) ? code : otherwise;
}
