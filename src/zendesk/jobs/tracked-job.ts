import { JobDurations } from "./job-durations.ts";
import { JobProgress } from "./job-progress.ts";
import type { JobStatus } from "./job-status.ts";
import { ProgressForecast } from "./progress-forecast.ts";

/** The end of a job: its last status, or `undefined` if Zendesk no longer knows it. */
export type JobEnd = JobStatus | undefined;

/** A job in flight, and what polls have shown of it. */
export class TrackedJob {
  readonly id: string;
  readonly startedAt: number;
  readonly #end = Promise.withResolvers<JobEnd>();
  readonly #progress: JobProgress;
  readonly #forecast: ProgressForecast;
  /** Of jobs like it. Nothing is known of those that were not submitted here. */
  #durations = new JobDurations();
  #isFollowed = false;
  /** The age at which it was last seen running. */
  #ranAt = 0;
  #lookedAt: number;
  #missingSince: number | undefined;

  constructor(job: JobStatus, now: number) {
    this.id = job.id;
    this.startedAt = now;
    this.#lookedAt = now;
    this.#progress = new JobProgress(job, now);
    this.#forecast = new ProgressForecast(now);
  }

  get end(): Promise<JobEnd> {
    return this.#end.promise;
  }

  /** Whether it was submitted here. Others are only watched. */
  get isFollowed(): boolean {
    return this.#isFollowed;
  }

  /** It was submitted here, and takes about as long as others did. */
  follow(durations: JobDurations): void {
    this.#isFollowed = true;
    this.#durations = durations;
  }

  resolve(end: JobEnd): void {
    this.#end.resolve(end);
  }

  reject(error: unknown): void {
    this.#end.reject(error);
  }

  /** It has not ended. */
  note(status: JobStatus, now: number): void {
    this.#missingSince = undefined;
    this.#lookedAt = now;
    this.#ranAt = now - this.startedAt;
    this.#durations.noteRunning(this.#ranAt);
    this.#progress.note(status, now);
    this.#forecast.note(status, now);
  }

  noteEnded(now: number): void {
    this.#durations.noteEnded({ ranAt: this.#ranAt, endedAt: now - this.startedAt });
  }

  /** A poll has not found it. Returns for how many milliseconds none has. */
  noteMissing(now: number): number {
    this.#lookedAt = now;
    this.#missingSince ??= now;
    return now - this.#missingSince;
  }

  isGivenUp(now: number): boolean {
    return this.#progress.isGivenUp(now);
  }

  /** The least that jobs like it take. */
  get shortestMs(): number {
    return this.#durations.shortestMs;
  }

  /** When the next look at it is due. */
  nextLook(): number {
    const byProgress = this.#forecast.nextLook(this.#lookedAt);
    return byProgress ?? this.startedAt + this.#durations.nextLook(this.#lookedAt - this.startedAt);
  }
}
