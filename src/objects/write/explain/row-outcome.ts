import { withArticle } from "../../../text/with-article.ts";
import type { BulkJobOutcome } from "../../../zendesk/jobs/bulk-job.ts";
import { isErrorCode } from "../../../zendesk/http/validation-errors.ts";
import type { ZendeskHttpError } from "../../../zendesk/http/errors.ts";
import type { RowResult } from "../../../zendesk/jobs/job-results.ts";
import { hasFailedAsWhole } from "../../../zendesk/jobs/job-status.ts";
import type { ObjectType } from "../../object-type.ts";
import type { Outcome } from "../../outcome.ts";
import type { Rejection } from "../../rejection.ts";
import type { WriteMode } from "../../row.ts";
import { blamedField, blamedKey } from "./blamed-field.ts";
import { firstSaid, refusalOf } from "./refusal.ts";

type FailedRow = RowResult & { kind: "failed" };
type Evidence = Rejection["zendesk"];

/** What the outcome of a row depends on, besides what Zendesk says. */
export interface RowPurpose {
  readonly object: Pick<ObjectType, "columns" | "keys" | "noun" | "quirks">;
  readonly mode: WriteMode;
}

/** The outcome of a row, from what a bulk job says about it. */
export function bulkOutcome(result: RowResult, job: BulkJobOutcome, purpose: RowPurpose): Outcome {
  const evidence = { job_id: job.jobId, request_id: job.requestId };
  return outcomeOf(result, purpose, evidence) ?? unreportedOutcome(job, evidence);
}

/** The outcome of a row that was sent alone. */
export function singleOutcome(result: RowResult, requestId: string | undefined, purpose: RowPurpose): Outcome {
  return (
    outcomeOf(result, purpose, { request_id: requestId }) ?? {
      kind: "undecided",
      cause: "unreported",
      why: `Zendesk accepted ${withArticle(purpose.object.noun.one)} without saying whether it was created or updated`,
    }
  );
}

/** A single row that these credentials may not write, although they may write others. */
export function forbiddenOutcome(error: ZendeskHttpError, { object }: Pick<RowPurpose, "object">): Outcome {
  const { said, zendesk } = refusalOf(error);
  return { kind: "rejected", rejection: { ...permissionDenied(said, object), zendesk } };
}

/** Undefined if Zendesk does not say. */
function outcomeOf(result: RowResult, purpose: RowPurpose, evidence: Evidence): Outcome | undefined {
  switch (result.kind) {
    case "created":
    case "updated":
    case "deleted":
      return { kind: "written", effect: result.kind, zendeskId: result.id };
    case "failed":
      return failedOutcome(result, purpose, evidence);
    case "unknown":
      return undefined;
  }
}

const LOST_RACE = /^(?:Database|Update)?Conflict$|Deadlock|LockTimeout/i;

/** Whether the row collided with another write of the same thing. It succeeds when it is sent again. */
export function hasLostRace(result: RowResult): boolean {
  return result.kind === "failed" && LOST_RACE.test(result.errorCode);
}

/** Zendesk limits how often some things are updated, in bulk too. The limit ends by itself. */
const RATE_LIMITED = /^TooManyRequests$|RateLimit/i;

function failedOutcome(result: FailedRow, purpose: RowPurpose, evidence: Evidence): Outcome {
  const zendesk = { ...evidence, error_code: result.errorCode };
  if (RATE_LIMITED.test(result.errorCode)) return rateLimited(purpose.object, zendesk);
  const rejection = { ...rejectionOf(result, purpose), zendesk };
  if (!hasLostRace(result)) return { kind: "rejected", rejection };
  const where = evidence?.job_id === undefined ? withArticle(purpose.object.noun.one) : `job ${evidence.job_id}`;
  const code = isErrorCode(result.errorCode) ? ` (${result.errorCode})` : "";
  const why = `${where} lost a race with another write${code}`;
  return { kind: "undecided", cause: "lost_race", why, rejection };
}

function rateLimited({ noun }: RowPurpose["object"], zendesk: Evidence): Outcome {
  const why = `Zendesk does not allow more updates of ${withArticle(noun.one)} for now`;
  const message =
    `Zendesk limits how often ${withArticle(noun.one)} is updated, and the limit did not end while the connector waited. Send the record ` +
    `again later, and update the ${noun.one} less often.`;
  return { kind: "undecided", cause: "rate_limited", why, rejection: { reason: "zendesk_error", message, zendesk } };
}

/** A job that failed as a whole may have failed because of one row. One that completed or vanished may have written. */
function unreportedOutcome({ jobId, status }: BulkJobOutcome, evidence: Evidence): Outcome {
  const why = `job ${jobId} ended with the status "${status}" and did not report what happened to its records`;
  if (!hasFailedAsWhole(status)) return { kind: "undecided", cause: "unreported", why };
  const message =
    `The bulk jobs with this record ended with the status "${status}", including one with this record alone. ` +
    "Correct the record, or give the job's id to Zendesk Support.";
  return {
    kind: "undecided",
    cause: "job_failed",
    why,
    rejection: { reason: "zendesk_error", message, zendesk: evidence },
  };
}

/** A row's texts are in the language of the calling user, so codes decide first, and English words last. */
function rejectionOf(result: FailedRow, { mode, object }: RowPurpose): Rejection {
  const said = firstSaid(result.details, result.errorCode);
  const { one } = object.noun;
  if (isPermissionDenied(result.errorCode)) return permissionDenied(said, object);
  const own = object.quirks?.rejectionOf?.(result, mode);
  if (own) return own;
  if (!isDuplicate(result)) {
    const message = `Zendesk refused the record: ${said}`;
    return { reason: "zendesk_error", field: blamedField(result.details, object), message };
  }
  const field = blamedKey(result.details, object);
  return mode === "insert"
    ? { reason: "already_exists", field, message: `Zendesk already has ${withArticle(one)} with this key: ${said}` }
    : {
        reason: "duplicate_value",
        field,
        message: `Another ${one} in Zendesk has this value. Merge the two or correct the record: ${said}`,
      };
}

function permissionDenied(said: string, { noun }: Pick<ObjectType, "noun">): Rejection {
  return {
    reason: "permission_denied",
    message: `Zendesk does not allow these credentials to write this ${noun.one}: ${said}`,
  };
}

export function isPermissionDenied(errorCode: string): boolean {
  return /permission|forbidden/i.test(errorCode);
}

/** Whether Zendesk says, in English, that something has the row's value already. */
export function isDuplicate(result: RowResult): boolean {
  if (result.kind !== "failed") return false;
  const { details, errorCode } = result;
  return /duplicate/i.test(errorCode) || /already being used|already been taken/i.test(details);
}
