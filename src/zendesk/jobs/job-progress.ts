import type { JobStatus } from "./job-status.ts";

/** A job that does not get on for this long is given up as unknown. */
const STALLED_MS = 30 * 60_000;
/** And one that takes longer than this, however it gets on: it has 100 rows at most. */
const LONGEST_MS = 6 * 60 * 60_000;
/** Zendesk names fewer states than this. More would be made up, one after the other. */
const MOST_STATES = 6;

/** Whether a job gets on. Only what was never reached before counts: rows, and states such as `working` after `queued`. */
export class JobProgress {
  readonly #startedAt: number;
  #advancedAt: number;
  #mostRows = 0;
  readonly #states = new Set<string>();

  constructor(job: JobStatus, now: number) {
    this.#startedAt = now;
    this.#advancedAt = now;
    this.note(job, now);
  }

  note({ progress, status }: JobStatus, now: number): void {
    const rows = Number(progress);
    const isNewState = !this.#states.has(status) && this.#states.size < MOST_STATES;
    if (isNewState) this.#states.add(status);
    if (!isNewState && !(rows > this.#mostRows)) return;
    this.#mostRows = Math.max(this.#mostRows, rows || 0);
    this.#advancedAt = now;
  }

  isGivenUp(now: number): boolean {
    return now - this.#advancedAt >= STALLED_MS || now - this.#startedAt >= LONGEST_MS;
  }
}
