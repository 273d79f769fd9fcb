import { z } from "zod";
import type { ZendeskClient } from "../http/client.ts";
import { readClock } from "../../time/clock.ts";
import { isNotFound } from "../http/errors.ts";
import { JobDurations } from "./job-durations.ts";
import { type JobStatus, isTerminal, jobStatus } from "./job-status.ts";
import { type Look, PollSchedule } from "./poll-schedule.ts";
import type { RateLimiter } from "../rate-limit/rate-limiter.ts";
import { showMany } from "../http/show-many.ts";
import { type JobEnd, TrackedJob } from "./tracked-job.ts";

/** Zendesk is known to answer 404 for a job that it has just created. After this long, the job is gone for good. */
const MISSING_MS = 60_000;
/** While writes wait for requests, this is how often the poller checks whether they still do. */
const CHECKED_AFTER_MS = 500;

/** One status that cannot be read must not hide the others. */
const statusList = z
  .object({ job_statuses: z.array(z.unknown()) })
  .transform((body) => body.job_statuses.flatMap((status) => jobStatus.safeParse(status).data ?? []));

/** Follows all jobs in flight with one `job_statuses/show_many` at a time. */
export class JobPoller {
  readonly #client: ZendeskClient;
  readonly #rateLimiter: RateLimiter;
  readonly #jobs = new Map<string, TrackedJob>();
  /** By the endpoint that makes the jobs, because a kind of job may take longer than another. */
  readonly #durations = new Map<string, JobDurations>();
  readonly #schedule = new PollSchedule();
  /** When the end of a job that was submitted here begins to matter. */
  #awaitedFrom = -Infinity;
  #isPolling = false;
  /** Schedules the next poll again. */
  #reschedule = (): void => {};

  constructor(client: ZendeskClient, rateLimiter: RateLimiter) {
    this.#client = client;
    this.#rateLimiter = rateLimiter;
  }

  /**
   * Follows a job that was just submitted to this endpoint. Resolves when it has ended, is gone or makes no progress.
   * Rejects if jobs cannot be polled at all.
   */
  follow(job: JobStatus, endpoint: string): Promise<JobEnd> {
    const tracked = this.#track(job);
    tracked.follow(this.#durationsOf(endpoint));
    return tracked.end;
  }

  /** The same for a job whose submission got no answer here: another client's job, or one whose answer was lost. */
  watch(job: JobStatus): Promise<JobEnd> {
    return this.#track(job).end;
  }

  /** Stops watching these, except those that are now followed because their submission was answered after all. */
  unwatch(ids: Iterable<string>): void {
    for (const id of ids) {
      const job = this.#jobs.get(id);
      if (!job || job.isFollowed) continue;
      this.#jobs.delete(id);
      job.resolve(undefined);
    }
    this.#reschedule();
  }

  /** Whether the job was submitted here and is being followed. */
  follows(id: string): boolean {
    return this.#jobs.get(id)?.isFollowed === true;
  }

  /** The time from which the end of a job is waited for; Infinity while more can be sent before it. */
  setAwaitedFrom(awaitedFrom: number): void {
    const isSooner = awaitedFrom < this.#awaitedFrom;
    this.#awaitedFrom = awaitedFrom;
    if (isSooner) this.#reschedule();
  }

  #durationsOf(endpoint: string): JobDurations {
    const known = this.#durations.get(endpoint);
    if (known) return known;
    const durations = new JobDurations();
    this.#durations.set(endpoint, durations);
    return durations;
  }

  #track(job: JobStatus): TrackedJob {
    const known = this.#jobs.get(job.id);
    if (known) return known;
    const tracked = new TrackedJob(job, readClock());
    if (isTerminal(job)) {
      tracked.resolve(job);
      return tracked;
    }
    this.#jobs.set(job.id, tracked);
    if (this.#isPolling) this.#reschedule();
    else void this.#poll();
    return tracked;
  }

  async #poll(): Promise<void> {
    this.#isPolling = true;
    this.#schedule.noteBegun(readClock());
    try {
      while (await this.#untilDue()) {
        const sentAt = readClock();
        const statuses = await this.#ask([...this.#jobs.keys()]);
        this.#schedule.noteAnswered(sentAt, readClock());
        this.#note(statuses);
      }
    } catch (error) {
      for (const job of this.#jobs.values()) job.reject(error);
      this.#jobs.clear();
    }
    this.#isPolling = false;
    // A job may be added after the loop has found none, and before it has ended.
    if (this.#jobs.size > 0) void this.#poll();
  }

  /** Resolves when the next poll is due, to whether there are jobs to ask for. */
  async #untilDue(): Promise<boolean> {
    for (;;) {
      if (this.#jobs.size === 0) return false;
      const wait = this.#untilNextPoll(readClock());
      if (wait <= 0) return true;
      await new Promise<void>((resolve) => {
        const { areWritesWaiting } = this.#rateLimiter;
        const timer = setTimeout(resolve, areWritesWaiting ? Math.min(wait, CHECKED_AFTER_MS) : wait);
        this.#reschedule = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  #untilNextPoll(now: number): number {
    const jobs = [...this.#jobs.values()];
    const looks = jobs.map((job): Look => {
      const at = job.nextLook();
      return { at, age: at - job.startedAt };
    });
    const { areWritesWaiting, perMinute } = this.#rateLimiter;
    // Those who watch a job wait for nothing else.
    const isWatched = jobs.some(({ isFollowed }) => !isFollowed);
    const awaitedFrom = isWatched ? now : this.#awaitedFrom;
    const shortestMs = Math.min(...jobs.map((job) => job.shortestMs));
    const dueAt = this.#schedule.dueAt(looks, { areWritesWaiting, awaitedFrom, perMinute, shortestMs });
    return Math.ceil(Math.max(dueAt - now, this.#rateLimiter.spareWaitMs()));
  }

  /** Zendesk is known to answer 404 for a job that exists, so the job only counts as missing for now. */
  async #ask(ids: readonly string[]): Promise<readonly JobStatus[]> {
    try {
      return await this.#showMany(ids);
    } catch (error) {
      if (isNotFound(error)) return [];
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
    for (const job of this.#jobs.values()) {
      const status = byId.get(job.id);
      if (status === undefined) {
        if (job.noteMissing(now) >= MISSING_MS) this.#finish(job, undefined);
      } else if (isTerminal(status)) {
        job.noteEnded(now);
        this.#finish(job, status);
      } else {
        job.note(status, now);
        if (job.isGivenUp(now)) this.#finish(job, undefined);
      }
    }
  }

  #finish(job: TrackedJob, end: JobEnd): void {
    this.#jobs.delete(job.id);
    job.resolve(end);
  }
}
