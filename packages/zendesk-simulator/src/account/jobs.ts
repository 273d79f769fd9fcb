import type { AccountOptions } from "./account-options.ts";
import { Random } from "../random.ts";
import { recordNotFound, Refusal } from "../refusal.ts";
import type { AppliedJob, Job, JobRecord } from "./job.ts";
import { JobLimit } from "./job-limit.ts";
import type { JobWork } from "./job-work.ts";
import { applyRows, type JobFate, shownResults } from "./job-fate.ts";

type JobOptions = Pick<
  AccountOptions,
  | "seed"
  | "jobDelaySeconds"
  | "rowMilliseconds"
  | "rowJitter"
  | "workers"
  | "jobsInFlight"
  | "jobLimitReading"
  | "jobsKept"
  | "onJobAccepted"
  | "onJobApplied"
>;

const APPLIED_JOBS_LOGGED = 2000;

/** Bulk jobs. Time does not pass by itself: `advance` runs, in order of their ends, the jobs that end by `nowMs`. */
export class JobQueue {
  /** Ended jobs, in the order in which they were applied. */
  readonly records: JobRecord[] = [];
  /** The last of them with their rows. */
  readonly applied: AppliedJob[] = [];
  readonly #options: JobOptions;
  readonly #random: Random;
  readonly #limit: JobLimit;
  readonly #jobs = new Map<string, Job>();
  readonly #unfinished = new Set<Job>();
  readonly #othersJobs = new Set<Job>();
  readonly #workersFreeAt: number[];
  #accepted = 0;
  #retryAfterSeconds: number | undefined;

  constructor(options: JobOptions) {
    this.#options = options;
    this.#random = new Random(options.seed, "jobs");
    this.#limit = new JobLimit(options);
    this.#workersFreeAt = Array.from({ length: options.workers }, () => 0);
  }

  /** Whether other integrations have jobs queued or running. */
  get isShared(): boolean {
    return this.#othersJobs.size > 0;
  }

  get inFlight(): readonly Job[] {
    return [...this.#unfinished];
  }

  /** How many more jobs the account takes from this endpoint; Infinity without a limit. */
  freeSlots(endpoint: string, nowMs: number): number {
    return this.#limit.remaining(endpoint, nowMs, { inFlight: this.#unfinished.size, isShared: this.isShared });
  }

  /** An answer's headers about the job limit; none for an account without one. */
  limitHeader(endpoint: string, nowMs: number): Record<string, string> {
    return this.#limit.header(endpoint, nowMs, this.#unfinished.size);
  }

  /** Queues the work of a request to this endpoint. Throws the 429 TooManyJobs when the job limit is used up. */
  accept(work: JobWork, endpoint: string, nowMs: number, decide: () => JobFate | undefined = () => undefined): Job {
    if (this.freeSlots(endpoint, nowMs) === 0) throw this.#tooManyJobs(work, endpoint, nowMs);
    const fate = decide() ?? {};
    this.#limit.take(endpoint, nowMs);
    const { startAt, finishAt } = this.#times(work, fate, nowMs);
    const job = this.#add(work, fate, nowMs, startAt, finishAt);
    const { jobType, rowKeys, rows } = work;
    this.#options.onJobAccepted?.({ jobId: job.id, acceptedAt: nowMs, jobType, rowKeys, rows });
    return job;
  }

  /**
   * Another integration's job takes a slot of this endpoint until `finishAt`, but no worker of ours. Until the last
   * such job has ended, TooManyJobs comes with this Retry-After.
   */
  occupySlot(work: JobWork, endpoint: string, nowMs: number, finishAt: number, retryAfterSeconds?: number): void {
    this.#limit.take(endpoint, nowMs);
    this.#othersJobs.add(this.#add(work, {}, nowMs, nowMs, finishAt));
    this.#retryAfterSeconds = retryAfterSeconds;
  }

  advance(nowMs: number): void {
    const due = [...this.#unfinished].filter((job) => job.finishAt <= nowMs);
    due.sort((a, b) => a.finishAt - b.finishAt || a.number - b.number);
    for (const job of due) this.#finish(job);
  }

  find(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  /** The job with this id. Throws the 404 if that is the job's fate. */
  poll(id: string): Job | undefined {
    const job = this.#jobs.get(id);
    if (job?.fate.missing === undefined || job.missedPolls >= job.fate.missing.polls) return job;
    job.missedPolls += 1;
    if (job.fate.missing.showMany === "not_found") throw recordNotFound();
    return undefined;
  }

  /**
   * As Zendesk lists jobs: by completion, then by creation, newest first. Jobs without a completion come last, so that
   * a client that reads only the first page overlooks them.
   */
  listed(): readonly Job[] {
    const isGone = (job: Job) => job.fate.missing?.polls === Infinity && job.ended !== undefined;
    const completedAt = (job: Job) => (job.ended === undefined ? -Infinity : job.finishAt);
    return [...this.#jobs.values()]
      .filter((job) => !isGone(job))
      .toSorted((a, b) => compare(completedAt(b), completedAt(a)) || b.number - a.number);
  }

  #add(work: JobWork, fate: JobFate, acceptedAt: number, startAt: number, finishAt: number): Job {
    this.#accepted += 1;
    const id = fate.id ?? this.#newId();
    const times = { acceptedAt, startAt, finishAt };
    const job: Job = { id, number: this.#accepted, work, fate, ...times, missedPolls: 0, ended: undefined };
    this.#jobs.set(job.id, job);
    this.#unfinished.add(job);
    for (const [known, { ended }] of this.#jobs) {
      if (this.#jobs.size <= this.#options.jobsKept) break;
      if (ended !== undefined) this.#jobs.delete(known);
    }
    return job;
  }

  #finish(job: Job): void {
    const { id, work, fate, acceptedAt, finishAt } = job;
    const results = applyRows(work, fate, finishAt);
    const reached = results.filter((row) => row !== undefined);
    job.ended = { results: shownResults(work, fate, results), rowsApplied: reached.length };
    this.#unfinished.delete(job);
    if (this.#othersJobs.delete(job)) {
      job.ended = { ...job.ended, rowsApplied: work.total };
      return;
    }
    const { jobType, total, rowKeys, rows } = work;
    const failedRows = reached.filter((row) => row["error"] !== undefined).length;
    this.records.push({ id, jobType, total, acceptedAt, finishAt, failedRows });
    const applied = rowKeys.filter((_key, index) => results[index] !== undefined);
    this.applied.push({ jobId: id, appliedAt: finishAt, rowKeys: applied });
    if (this.applied.length > APPLIED_JOBS_LOGGED) this.applied.shift();
    this.#options.onJobApplied?.({ jobId: id, acceptedAt, appliedAt: finishAt, jobType, rowKeys, rows, results });
  }

  /** Workers take jobs in the order of acceptance, so that no later job can change the times of an earlier one. */
  #times(work: JobWork, fate: JobFate, nowMs: number): { startAt: number; finishAt: number } {
    const { jobDelaySeconds, rowMilliseconds, rowJitter } = this.#options;
    const readyAt = nowMs + this.#random.between(jobDelaySeconds.min, jobDelaySeconds.max) * 1000;
    const usualMs = work.total * rowMilliseconds * this.#random.between(1 - rowJitter, 1 + rowJitter);
    const { workMs = usualMs, delayMs } = fate;
    if (delayMs !== undefined) return { startAt: nowMs + delayMs, finishAt: nowMs + delayMs + workMs };
    const worker = this.#workersFreeAt.indexOf(Math.min(...this.#workersFreeAt));
    const startAt = Math.max(readyAt, this.#workersFreeAt[worker] ?? 0);
    this.#workersFreeAt[worker] = startAt + workMs;
    return { startAt, finishAt: startAt + workMs };
  }

  #tooManyJobs(work: JobWork, endpoint: string, nowMs: number): Refusal {
    const body = {
      error: "TooManyJobs",
      description: `Too many ${work.jobClass} jobs are currently queued or running. Try again later.`,
      current_job_ids: this.inFlight.map((job) => job.id),
    };
    const seconds = this.isShared ? this.#retryAfterSeconds : undefined;
    return new Refusal(429, body, {
      ...this.#limit.headerOfRefusal(endpoint, nowMs, this.#unfinished.size),
      ...(seconds === undefined ? {} : { "retry-after": String(seconds) }),
    });
  }

  /** Zendesk uses both forms; clients must take an id as it comes. */
  #newId(): string {
    return `${this.#accepted % 2 === 0 ? "V3-" : ""}${this.#random.hex(32)}`;
  }
}

/** Two infinite numbers are equal, though their difference is not a number. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
