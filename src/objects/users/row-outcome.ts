import type { Rejection } from "../rejection.ts";
import type { BulkJobOutcome } from "../../zendesk/jobs/bulk-job.ts";
import { isErrorCode } from "../../zendesk/http/validation-errors.ts";
import type { ZendeskHttpError } from "../../zendesk/http/errors.ts";
import type { RowResult } from "../../zendesk/jobs/job-results.ts";
import { failedAsWhole } from "../../zendesk/jobs/job-status.ts";
import type { SingleUserResult } from "../../zendesk/resources/single-user.ts";
import type { Outcome, WriteMode } from "../zendesk-object.ts";

type FailedRow = RowResult & { kind: "failed" };

/** What a bulk job says of one row, as the row's outcome. */
export function rowOutcome(result: RowResult, job: BulkJobOutcome, mode: WriteMode): Outcome {
  const evidence = { job_id: job.jobId, request_id: job.requestId };
  return toldOutcome(result, mode, evidence) ?? untoldOutcome(job, evidence);
}

/** Undefined when Zendesk does not tell. */
function toldOutcome(result: RowResult, mode: WriteMode, evidence: Rejection["zendesk"]): Outcome | undefined {
  switch (result.kind) {
    case "created":
    case "updated":
    case "deleted":
      return { kind: "written", effect: result.kind, zendeskId: result.id };
    case "failed":
      return refused(result, mode, evidence);
    case "unknown":
      return undefined;
  }
}

const LOST_RACE = /^(?:Database)?Conflict$|Deadlock|LockTimeout/i;

/** Whether the row met another write of the same user or organization: it passes when sent again. */
export function lostRace(result: RowResult): boolean {
  return result.kind === "failed" && LOST_RACE.test(result.errorCode);
}

/** What Zendesk says of a user that was sent alone. */
export function singleOutcome({ result, requestId }: SingleUserResult, mode: WriteMode): Outcome {
  return (
    toldOutcome(result, mode, { request_id: requestId }) ?? {
      kind: "unknown",
      cause: "silent",
      why: "Zendesk took a user without saying whether it was created or updated",
    }
  );
}

/** A user, sent alone, whom these credentials may not write, though they may write others. */
export function forbiddenUser({ code, description, requestId }: ZendeskHttpError): Outcome {
  const said = description || code || "no reason";
  return {
    kind: "rejected",
    rejection: { ...permissionDenied(said), zendesk: { request_id: requestId, error_code: code } },
  };
}

function refused(result: FailedRow, mode: WriteMode, evidence: Rejection["zendesk"]): Outcome {
  const rejection = { ...failedRow(result, mode), zendesk: { ...evidence, error_code: result.errorCode } };
  if (!lostRace(result)) return { kind: "rejected", rejection };
  const where = evidence?.job_id === undefined ? "a user" : `job ${evidence.job_id}`;
  const code = isErrorCode(result.errorCode) ? ` (${result.errorCode})` : "";
  const why = `${where} lost a race with another write${code}`;
  return { kind: "unknown", cause: "lost_race", why, rejection };
}

/** A job that failed as a whole may have failed for one of its rows; one that completed or vanished may have written them. */
function untoldOutcome({ jobId, status }: BulkJobOutcome, evidence: Rejection["zendesk"]): Outcome {
  const why = `job ${jobId} ended as "${status}" and does not say what became of its records`;
  if (!failedAsWhole(status)) return { kind: "unknown", cause: "silent", why };
  const message =
    `Zendesk ended the bulk jobs with this record as "${status}", including one with this record alone. ` +
    "Correct the record, or give the job's id to Zendesk's support.";
  return {
    kind: "unknown",
    cause: "job_failed",
    why,
    rejection: { reason: "zendesk_error", message, zendesk: evidence },
  };
}

/** A row's texts come in the language of the calling user, so codes decide first and English words last. */
function failedRow(result: FailedRow, mode: WriteMode): Rejection {
  const said = result.details || result.errorCode || "no reason";
  if (/permission|forbidden/i.test(result.errorCode)) return permissionDenied(said);
  if (mode === "delete" && /ticket/i.test(`${result.errorCode} ${result.details}`)) return hasOpenTickets(said);
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

function permissionDenied(said: string): Rejection {
  return { reason: "permission_denied", message: `Zendesk does not let these credentials write this user: ${said}` };
}

/** Zendesk deletes nobody who is the requester of a ticket that is not closed. */
function hasOpenTickets(said: string): Rejection {
  return {
    reason: "has_open_tickets",
    message: `The user has tickets that are not closed. Close them, then send the record again: ${said}`,
  };
}

export function missingName(): Rejection {
  return {
    reason: "missing_required_field",
    field: "name",
    message: "The user does not exist, and the record has no name, which Zendesk needs to create one.",
  };
}

function isDuplicate({ errorCode, details }: FailedRow): boolean {
  return /duplicate/i.test(errorCode) || /already being used|already been taken/i.test(details);
}
