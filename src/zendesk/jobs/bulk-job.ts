import { z } from "zod";
import type { ZendeskClient } from "../http/client.ts";
import type { Admission, JobAdmission } from "./job-admission.ts";
import { type JobStatus, jobStatus } from "./job-status.ts";
import { type JobAction, type RowKeys, type RowResult, matchResults } from "./job-results.ts";
import type { JobPoller } from "./job-poller.ts";
import type { OrphanedJobs } from "./orphaned-jobs.ts";

/** Zendesk accepts this many rows in a bulk request. */
export const MAX_ROWS_PER_JOB = 100;

export interface BulkJobRequest {
  readonly method: "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string;
  readonly rows: readonly RowKeys[];
  readonly action: JobAction;
  /** False for requests that must not be repeated. */
  readonly isRepeatable?: boolean;
  readonly signal?: AbortSignal;
}

export interface BulkJobOutcome {
  /** One result for each row, in order. */
  readonly results: readonly RowResult[];
  readonly jobId: string;
  readonly requestId: string | undefined;
  /** Zendesk's status of the job, or "gone" if it no longer knows the job. */
  readonly status: string;
}

const answer = z.object({ job_status: jobStatus });

interface BulkJobsParts {
  readonly client: ZendeskClient;
  readonly poller: JobPoller;
  readonly admission: JobAdmission;
  readonly orphans: OrphanedJobs;
  readonly onSubmitted: () => void;
}

/** Submits bulk jobs and follows each to its end: HTTP 200 only says that it was queued. */
export class BulkJobs {
  readonly #parts: BulkJobsParts;

  constructor(parts: BulkJobsParts) {
    this.#parts = parts;
  }

  async run({ action, rows, ...request }: BulkJobRequest): Promise<BulkJobOutcome> {
    const { admission } = this.#parts;
    const endpoint = `${request.method} ${request.path}`;
    const admitted = await admission.enter(endpoint, request.signal);
    try {
      const { submitted, requestId } = await this.#submit(request, admitted);
      const end = await this.#parts.poller.follow(submitted, endpoint);
      // A failed or killed job may have written some of its rows. Without results, nothing is known about any of them.
      const results = matchResults(end?.status === "completed" ? end.results : undefined, rows, action);
      return { results, jobId: submitted.id, requestId, status: end?.status ?? "gone" };
    } finally {
      admission.leave(admitted);
    }
  }

  /** Resolves when the jobs that are not followed here have ended, or the wait has been long enough. */
  orphansEnded(signal: AbortSignal): Promise<void> {
    return this.#parts.orphans.ended(signal);
  }

  /** The time from which nothing more can be sent until a job ends; Infinity if more can be. Jobs are followed accordingly. */
  setAwaitedFrom(awaitedFrom: number): void {
    this.#parts.poller.setAwaitedFrom(awaitedFrom);
  }

  async #submit(
    request: Omit<BulkJobRequest, "action" | "rows">,
    admitted: Admission,
  ): Promise<{ submitted: JobStatus; requestId: string | undefined }> {
    const { admission, client, onSubmitted, orphans } = this.#parts;
    const { body, headers, requestId } = await client.request({
      ...request,
      answer,
      // The earlier attempt may have started a job whose id was lost with the answer.
      beforeRepeat: () => orphans.ended(request.signal),
      whenJobsAreFull: (refusal, answeredAt) => admission.refused(admitted, refusal, answeredAt),
    });
    admission.accepted(admitted, headers);
    onSubmitted();
    return { submitted: body.job_status, requestId };
  }
}
