import { type BulkJobOutcome, MAX_ROWS_PER_JOB } from "../../zendesk/jobs/bulk-job.ts";
import type { RowResult } from "../../zendesk/jobs/job-results.ts";
import type { BulkEndpoint, Payload, WriteAction } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";
import { hasLostRace, isDuplicate, isPermissionDenied } from "./explain/row-outcome.ts";
import { type Refusal, firstSaid } from "./explain/refusal.ts";
import { requestInParts } from "./explain/request-in-parts.ts";
import { runBulkJob } from "./run-bulk-job.ts";

/** `unknown`: the row is sent again. */
export type FollowUpResult = "done" | "unknown" | Refusal;

interface FollowUpJobs<Item> {
  readonly action: WriteAction;
  readonly endpoint: BulkEndpoint;
  readonly bodyOf: (item: Item) => Payload["body"];
}

/** Follows up written rows with bulk jobs, one result an item. */
export async function followUpInBulk<Item>(
  items: readonly Item[],
  { action, bodyOf, endpoint }: FollowUpJobs<Item>,
  context: RequestContext,
): Promise<ReadonlyMap<Item, FollowUpResult>> {
  const results = new Map<Item, FollowUpResult>();
  const run = (part: readonly Item[]): Promise<BulkJobOutcome> =>
    runBulkJob({ action, endpoint, bodies: part.map(bodyOf) }, context);
  for (let at = 0; at < items.length; at += MAX_ROWS_PER_JOB) {
    for (const answer of await requestInParts(items.slice(at, at + MAX_ROWS_PER_JOB), run)) {
      for (const [index, item] of answer.items.entries()) {
        results.set(item, "refusal" in answer ? answer.refusal : resultOf(answer.found, index));
      }
    }
  }
  return results;
}

function resultOf({ jobId, requestId, results }: BulkJobOutcome, index: number): FollowUpResult {
  const result: RowResult = results[index] ?? { kind: "unknown" };
  if (result.kind === "unknown" || hasLostRace(result)) return "unknown";
  if (result.kind !== "failed") return "done";
  return {
    reason: isPermissionDenied(result.errorCode) ? "permission_denied" : "zendesk_error",
    said: firstSaid(result.details, result.errorCode),
    zendesk: { job_id: jobId, request_id: requestId, error_code: result.errorCode },
    isDuplicate: isDuplicate(result),
  };
}
