import { ZendeskHttpError } from "../../zendesk/http/errors.ts";
import { type BulkJobOutcome, MAX_ROWS_PER_JOB } from "../../zendesk/jobs/bulk-job.ts";
import type { RowResult } from "../../zendesk/jobs/job-results.ts";
import type { Rejection } from "../rejection.ts";
import { hasLostRace, isDuplicate, isPermissionDenied } from "./explain/row-outcome.ts";

/** What was written has been deleted in the meantime. */
const GONE = 404;

/** Undefined where Zendesk refuses a request that follows up a written row. */
export async function unlessRefused<Result>(request: Promise<Result>): Promise<Result | undefined> {
  try {
    return await request;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** What Zendesk says when it refuses what was left to do for a written row. */
export interface Refusal extends Pick<Rejection, "reason" | "zendesk"> {
  readonly said: string;
  /** Zendesk has it already, if it answers in English. */
  readonly isDuplicate?: boolean;
}

/** `unknown`: the row is sent again. */
export type FollowUpResult = "done" | "unknown" | Refusal;

/** Follows up written rows with bulk jobs, one result an item. */
export async function followUpInBulk<Item>(
  items: readonly Item[],
  run: (items: readonly Item[]) => Promise<BulkJobOutcome>,
): Promise<ReadonlyMap<Item, FollowUpResult>> {
  const results = new Map<Item, FollowUpResult>();
  for (let at = 0; at < items.length; at += MAX_ROWS_PER_JOB) {
    for (const answer of await requestInParts(items.slice(at, at + MAX_ROWS_PER_JOB), run)) {
      for (const [index, item] of answer.items.entries()) {
        results.set(item, "refusal" in answer ? answer.refusal : resultOf(answer.found, index));
      }
    }
  }
  return results;
}

type Answer<Item, Found> = { readonly items: readonly Item[] } & (
  | { readonly found: Found }
  | { readonly refusal: Refusal }
);

/** A request that is refused is split until the item at fault is alone: nothing is wrong with the others. */
export async function requestInParts<Item, Found>(
  items: readonly Item[],
  request: (items: readonly Item[]) => Promise<Found>,
): Promise<readonly Answer<Item, Found>[]> {
  try {
    return [{ items, found: await request(items) }];
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (items.length === 1) return [{ items, refusal: refusalOf(error) }];
  }
  const half = Math.ceil(items.length / 2);
  const first = await requestInParts(items.slice(0, half), request);
  return [...first, ...(await requestInParts(items.slice(half), request))];
}

function isRefusal(error: unknown): error is ZendeskHttpError {
  return error instanceof ZendeskHttpError && (error.isAboutContent || error.status === GONE);
}

function refusalOf({ code, description, requestId, status }: ZendeskHttpError): Refusal {
  return {
    reason: status === 413 ? "too_large" : "zendesk_error",
    said: description || code || "no reason given",
    zendesk: { request_id: requestId, error_code: code },
  };
}

function resultOf({ jobId, requestId, results }: BulkJobOutcome, index: number): FollowUpResult {
  const result: RowResult = results[index] ?? { kind: "unknown" };
  if (result.kind === "unknown" || hasLostRace(result)) return "unknown";
  if (result.kind !== "failed") return "done";
  return {
    reason: isPermissionDenied(result.errorCode) ? "permission_denied" : "zendesk_error",
    said: result.details || result.errorCode || "no reason given",
    zendesk: { job_id: jobId, request_id: requestId, error_code: result.errorCode },
    isDuplicate: isDuplicate(result),
  };
}
