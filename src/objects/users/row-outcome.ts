import type { Rejection } from "../../rejects/rejection.ts";
import type { BulkJobOutcome } from "../../zendesk/bulk-job.ts";
import type { RowResult } from "../../zendesk/job-results.ts";
import type { Outcome, WriteMode } from "../zendesk-object.ts";

type FailedRow = RowResult & { kind: "failed" };

/** What a bulk job says of one row, as the row's outcome. */
export function rowOutcome(result: RowResult, job: BulkJobOutcome, mode: WriteMode): Outcome {
  const evidence = { job_id: job.jobId, request_id: job.requestId };
  switch (result.kind) {
    case "created":
    case "updated":
    case "deleted":
      return { kind: "written", effect: result.kind };
    case "failed": {
      const rejection = { ...failedRow(result, mode), zendesk: { ...evidence, error_code: result.errorCode } };
      if (!PASSING.test(result.errorCode)) return { kind: "rejected", rejection };
      return {
        kind: "unknown",
        why: `job ${job.jobId} lost a race with another write (${result.errorCode})`,
        rejection,
      };
    }
    case "unknown":
      return {
        kind: "unknown",
        why: `job ${job.jobId} ended as "${job.status}" and does not tell what became of its records`,
        rejection: wasRefused(job)
          ? {
              reason: "zendesk_error",
              message: `Zendesk ended the bulk jobs with this record as "${job.status}", even one with no other record. Correct the record, or give the job's id to Zendesk's support.`,
              zendesk: evidence,
            }
          : undefined,
      };
  }
}

/** A row that met another write of the same user or organization: it passes when sent again. */
const PASSING = /^(?:Database)?Conflict$|Deadlock|LockTimeout/i;

/** A job that failed as a whole may have failed for one of its rows; one that completed or vanished may have written them. */
function wasRefused({ status }: BulkJobOutcome): boolean {
  return status === "failed" || status === "killed";
}

/** A row's texts come in the language of the calling user, so codes decide first and English words last. */
function failedRow(result: FailedRow, mode: WriteMode): Rejection {
  const said = result.details || result.errorCode || "no reason";
  if (/permission|forbidden/i.test(result.errorCode)) {
    return { reason: "permission_denied", message: `Zendesk does not let these credentials write this user: ${said}` };
  }
  if (isDuplicate(result)) {
    const field = /email/i.test(result.details) ? { field: "email" } : {};
    return mode === "insert"
      ? { reason: "already_exists", ...field, message: `A user with this key exists already: ${said}` }
      : {
          reason: "duplicate_value",
          ...field,
          message: `Another user in Zendesk has this value; merge the two users or correct the record: ${said}`,
        };
  }
  return { reason: "zendesk_error", message: `Zendesk refused the record: ${said}` };
}

export function missingName(): Rejection {
  return {
    reason: "missing_name",
    field: "name",
    message: "The user does not exist, and the record has no name, which Zendesk needs to create one.",
  };
}

function isDuplicate({ errorCode, details }: FailedRow): boolean {
  return /duplicate/i.test(errorCode) || /already being used|already been taken/i.test(details);
}
