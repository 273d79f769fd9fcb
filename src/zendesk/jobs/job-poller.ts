import { z } from "zod";
import type { ZendeskClient } from "../http/client.ts";
import { readClock } from "../../time/clock.ts";
import { ZendeskHttpError } from "../http/errors.ts";
import { JobProgress } from "./job-progress.ts";
import { type JobStatus, isTerminal, jobStatus } from "./job-status.ts";
import type { RateLimiter } from "../rate-limit/rate-limiter.ts";
import { showMany } from "../http/show-many.ts";
import { sleep } from "../../time/sleep.ts";

const MINUTE_MS = 60_000;
const SHORTEST_POLL_MS = 20;
const FIRST_POLL_MS = 50;
const LONGEST_POLL_MS = 5000;
/** Zendesk is known to answer 404 for a job that it has just created. After this long, the job is gone for good. */
const MISSING_MS = MINUTE_MS;

/** The end of a job: its last status, or `undefined` if Zendesk no longer knows it. */
export type JobEnd = JobStatus | undefined;

interface TrackedJob {
  readonly id: string;
  /** Undefined for a job that is only watched. */
  submittedAt: number | undefined;
  readonly end: PromiseWithResolvers<JobEnd>;
  readonly progress: JobProgress;
  missingSince: number | undefined;
}

/** One status that cannot be read must not hide the others. */
const statusList = z
  .object({ job_statuses: z.array(z.unknown()) })
  .transform((body) => body.job_statuses.flatMap((status) => jobStatus.safeParse(status).data ?? []));

/** Follows all jobs in flight with one `job_statuses/show_many` per tick. */
export class JobPoller {
  readonly #client: ZendeskClient;
  readonly #rateLimiter: RateLimiter;
  readonly #jobs = new Map<string, TrackedJob>();
  /** How long jobs take here, as a moving average: a poll is due at a quarter of it. */
  #typicalMs: number | undefined;
  #unfruitfulPolls = 0;
  #isPolling = false;

  constructor(client: ZendeskClient, rateLimiter: RateLimiter) {
    this.#client = client;
    this.#rateLimiter = rateLimiter;
  }

  /**
   * Follows a job that was just submitted. Resolves when it has ended, is gone or makes no progress. Rejects if jobs
   * cannot be polled at all.
   */
  follow(job: JobStatus): Promise<JobEnd> {
    const tracked = this.#track(job);
    tracked.submittedAt = readClock();
    return tracked.end.promise;
  }

  /** The same for a job whose submission got no answer here: another client's job, or one whose answer was lost. */
  watch(job: JobStatus): Promise<JobEnd> {
    return this.#track(job).end.promise;
  }

  /** Stops watching these, except those that are now followed because their submission was answered after all. */
  unwatch(ids: Iterable<string>): void {
    for (const id of ids) {
      const job = this.#jobs.get(id);
      if (!job || job.submittedAt !== undefined) continue;
      this.#jobs.delete(id);
      job.end.resolve(undefined);
    }
  }

  /** Whether the job was submitted here and is being followed. */
  follows(id: string): boolean {
    return this.#jobs.get(id)?.submittedAt !== undefined;
  }

  #track(job: JobStatus): TrackedJob {
    const known = this.#jobs.get(job.id);
    if (known) return known;
    const tracked: TrackedJob = {
      id: job.id,
      submittedAt: undefined,
      end: Promise.withResolvers(),
      progress: new JobProgress(job, readClock()),
      missingSince: undefined,
    };
    if (isTerminal(job)) {
      tracked.end.resolve(job);
      return tracked;
    }
    this.#jobs.set(job.id, tracked);
    this.#unfruitfulPolls = 0;
    if (!this.#isPolling) void this.#poll();
    return tracked;
  }

  async #poll(): Promise<void> {
    this.#isPolling = true;
    try {
      while (this.#jobs.size > 0) {
        await sleep(this.#interval());
        this.#note(await this.#ask([...this.#jobs.keys()]));
      }
    } catch (error) {
      for (const job of this.#jobs.values()) job.end.reject(error);
      this.#jobs.clear();
    } finally {
      this.#isPolling = false;
    }
  }

  /** Zendesk is known to answer 404 for a job that exists, so the job only counts as missing for now. */
  async #ask(ids: readonly string[]): Promise<readonly JobStatus[]> {
    try {
      return await this.#showMany(ids);
    } catch (error) {
      if (error instanceof ZendeskHttpError && error.status === 404) return [];
      throw error;
    }
  }

  async #showMany(ids: readonly string[]): Promise<readonly JobStatus[]> {
    const path = "/api/v2/job_statuses/show_many.json";
    return showMany(this.#client, { path, parameter: "ids", values: ids, answer: statusList, kind: "poll" });
  }

  #note(statuses: readonly JobStatus[]): void {
    const now = readClock();
    const byId = new Map(statuses.map((status) => [status.id, status]));
    this.#unfruitfulPolls += 1;
    for (const job of this.#jobs.values()) {
      const status = byId.get(job.id);
      if (status === undefined) {
        job.missingSince ??= now;
        if (now - job.missingSince >= MISSING_MS) this.#finish(job, undefined);
        continue;
      }
      job.missingSince = undefined;
      job.progress.note(status, now);
      if (isTerminal(status)) this.#finish(job, status);
      else if (job.progress.isGivenUp(now)) this.#finish(job, undefined);
    }
  }

  #finish(job: TrackedJob, end: JobEnd): void {
    if (job.submittedAt !== undefined) this.#learn(readClock() - job.submittedAt);
    this.#unfruitfulPolls = 0;
    this.#jobs.delete(job.id);
    job.end.resolve(end);
  }

  #learn(tookMs: number): void {
    this.#typicalMs = this.#typicalMs === undefined ? tookMs : this.#typicalMs * 0.8 + tookMs * 0.2;
  }

  /** Fast for fast jobs, slow for slow ones, and never more than half of the requests that are allowed. */
  #interval(): number {
    const affordable = (2 * MINUTE_MS) / this.#rateLimiter.perMinute;
    const expected = this.#typicalMs === undefined ? FIRST_POLL_MS : this.#typicalMs / 4;
    const patient = expected * 1.5 ** this.#unfruitfulPolls;
    return Math.max(affordable, Math.min(LONGEST_POLL_MS, Math.max(SHORTEST_POLL_MS, patient)));
  }
}
