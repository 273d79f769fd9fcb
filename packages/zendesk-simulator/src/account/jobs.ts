import type { JsonObject } from "../json.ts";
import type { SimulatorOptions } from "../options.ts";
import { Random } from "../random.ts";
import { Refusal } from "../refusal.ts";

export interface JobWork {
  /** As Zendesk names it, "Bulk Create User". */
  readonly jobType: string;
  /** Named by TooManyJobs: "UserBulkUpdateJobV2". */
  readonly jobClass: string;
  /** What a working job says, "Creating User". */
  readonly activity: string;
  readonly total: number;
  /** Names of the rows, for the simulator's log. */
  readonly rowKeys: readonly string[];
  /** Does the whole work at the moment the job ends and returns one result a row. */
  run(nowMs: number): readonly JsonObject[];
}

export interface Job {
  readonly id: string;
  readonly number: number;
  readonly work: JobWork;
  readonly acceptedAt: number;
  readonly startAt: number;
  readonly finishAt: number;
  results: readonly JsonObject[] | undefined;
}

/** What is known of a job for good, when Zendesk has long forgotten it. */
export interface JobRecord {
  readonly id: string;
  readonly jobType: string;
  readonly total: number;
  readonly acceptedAt: number;
  readonly finishAt: number;
  readonly failedRows: number;
}

export interface AppliedJob {
  readonly jobId: string;
  readonly appliedAt: number;
  readonly rowKeys: readonly string[];
}

type JobOptions = Pick<
  SimulatorOptions,
  "seed" | "jobDelaySeconds" | "rowMilliseconds" | "rowJitter" | "workers" | "jobsInFlight" | "jobsKept"
>;

const appliedJobsLogged = 2000;

/** Bulk jobs. Time does not pass by itself: `advance` runs, in order of their ends, the jobs that end by `nowMs`. */
export class JobQueue {
  /** Ended jobs, in the order in which they were applied. */
  readonly records: JobRecord[] = [];
  /** The last of them with their rows. */
  readonly applied: AppliedJob[] = [];
  readonly #options: JobOptions;
  readonly #random: Random;
  readonly #jobs = new Map<string, Job>();
  readonly #unfinished = new Set<Job>();
  readonly #workersFreeAt: number[];
  #accepted = 0;

  constructor(options: JobOptions) {
    this.#options = options;
    this.#random = new Random(options.seed, "jobs");
    this.#workersFreeAt = Array.from({ length: options.workers }, () => 0);
  }

  get inFlight(): readonly Job[] {
    return [...this.#unfinished];
  }

  /** Queues work. Throws the 429 TooManyJobs when the account has its 30 jobs queued or running. */
  accept(work: JobWork, nowMs: number): Job {
    const { jobsInFlight } = this.#options;
    if (jobsInFlight > 0 && this.#unfinished.size >= jobsInFlight) {
      throw new Refusal(429, {
        error: "TooManyJobs",
        description: `Too many ${work.jobClass} jobs are currently queued or running. Try again later.`,
        current_job_ids: this.inFlight.map((job) => job.id),
      });
    }
    this.#accepted += 1;
    const job: Job = {
      id: this.#newId(),
      number: this.#accepted,
      work,
      acceptedAt: nowMs,
      ...this.#times(work, nowMs),
      results: undefined,
    };
    this.#jobs.set(job.id, job);
    this.#unfinished.add(job);
    for (const id of this.#jobs.keys()) {
      if (this.#jobs.size <= this.#options.jobsKept) break;
      if (this.#jobs.get(id)?.results !== undefined) this.#jobs.delete(id);
    }
    return job;
  }

  advance(nowMs: number): void {
    const due = [...this.#unfinished].filter((job) => job.finishAt <= nowMs);
    due.sort((a, b) => a.finishAt - b.finishAt || a.number - b.number);
    for (const job of due) this.#finish(job);
  }

  find(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  newestFirst(): readonly Job[] {
    return [...this.#jobs.values()].toReversed();
  }

  #finish(job: Job): void {
    const { id, work, acceptedAt, finishAt } = job;
    job.results = work.run(finishAt);
    this.#unfinished.delete(job);
    const failedRows = job.results.filter((row) => row["error"] !== undefined).length;
    this.records.push({ id, jobType: work.jobType, total: work.total, acceptedAt, finishAt, failedRows });
    this.applied.push({ jobId: id, appliedAt: finishAt, rowKeys: work.rowKeys });
    if (this.applied.length > appliedJobsLogged) this.applied.shift();
  }

  /** Workers are given out in the order of acceptance, so that no later job can change the times of an earlier one. */
  #times(work: JobWork, nowMs: number): { startAt: number; finishAt: number } {
    const { jobDelaySeconds, rowMilliseconds, rowJitter } = this.#options;
    const readyAt = nowMs + this.#random.between(jobDelaySeconds.min, jobDelaySeconds.max) * 1000;
    const workMs = work.total * rowMilliseconds * this.#random.between(1 - rowJitter, 1 + rowJitter);
    const worker = this.#workersFreeAt.indexOf(Math.min(...this.#workersFreeAt));
    const startAt = Math.max(readyAt, this.#workersFreeAt[worker] ?? 0);
    this.#workersFreeAt[worker] = startAt + workMs;
    return { startAt, finishAt: startAt + workMs };
  }

  /** Zendesk gives both forms; clients must take an id as it comes. */
  #newId(): string {
    return `${this.#accepted % 2 === 0 ? "V3-" : ""}${this.#random.hex(32)}`;
  }
}

/** A job as the API shows it at a moment: results only when it has ended (none of 26 recorded working jobs had any). */
export function jobStatus(job: Job, nowMs: number, origin: string): JsonObject {
  const { id, work, startAt, finishAt, results } = job;
  const shown = { id, job_type: work.jobType, url: `${origin}/api/v2/job_statuses/${id}.json`, total: work.total };
  if (results !== undefined) {
    const message = `Completed at ${new Date(finishAt).toISOString().slice(0, 19).replace("T", " ")} +0000`;
    return { ...shown, progress: work.total, status: "completed", message, results };
  }
  if (nowMs < startAt) return { ...shown, progress: null, status: "queued", message: null, results: null };
  const progress = Math.floor((work.total * (nowMs - startAt)) / (finishAt - startAt));
  return { ...shown, progress, status: "working", message: `${work.activity} #${progress}`, results: null };
}
