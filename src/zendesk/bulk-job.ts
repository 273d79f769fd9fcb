import { z } from "zod";
import type { ZendeskClient } from "./client.ts";
import { type JobStatus, jobStatus } from "./job-status.ts";
import { type RowKeys, type RowResult, matchResults } from "./job-results.ts";
import type { JobTracker } from "./job-tracker.ts";

/** Zendesk takes this many rows in every bulk request. */
export const MAX_ROWS_PER_JOB = 100;

export interface BulkJobRequest {
  readonly method: "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string;
  readonly rows: readonly RowKeys[];
  /** False for what must not be done twice. */
  readonly isRepeatable?: boolean;
  readonly signal?: AbortSignal;
}

export interface BulkJobOutcome {
  /** One result for each row, in order. */
  readonly results: readonly RowResult[];
  readonly jobId: string;
  readonly requestId: string | undefined;
  /** Zendesk's status of the job, or "gone" when it no longer knows the job. */
  readonly status: string;
}

const answer = z.object({ job_status: jobStatus });

/** Submits a bulk job and follows it to its end: HTTP 200 only says that it was queued. */
export class BulkJobs {
  readonly #client: ZendeskClient;
  readonly #tracker: JobTracker;
  readonly #onSubmitted: () => void;

  constructor(client: ZendeskClient, tracker: JobTracker, onSubmitted: () => void) {
    this.#client = client;
    this.#tracker = tracker;
    this.#onSubmitted = onSubmitted;
  }

  async run({ rows, ...request }: BulkJobRequest): Promise<BulkJobOutcome> {
    const { body, requestId } = await this.#client.request({ ...request, answer });
    const submitted: JobStatus = body.job_status;
    this.#onSubmitted();
    const end = await this.#tracker.follow(submitted);
    // A failed or killed job may have written some of its rows: without results nothing is known of any.
    const results = matchResults(end?.status === "completed" ? end.results : undefined, rows);
    return { results, jobId: submitted.id, requestId, status: end?.status ?? "gone" };
  }
}
