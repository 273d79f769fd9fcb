import type { JobStatus } from "./job-status.ts";

/** A job that makes no progress for this long is given up as unknown. */
const STALLED_MS = 30 * 60_000;
/** So is one that takes longer than this, whatever its progress: it has at most 100 rows. */
const LONGEST_MS = 6 * 60 * 60_000;
/** Zendesk has fewer states than this. More would be invented ones. */
const MAX_STATES = 6;

/** Whether a job makes progress. Only new maxima count: more rows, and states such as `working` after `queued`. */
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
    const isNewState = !this.#states.has(status) && this.#states.size < MAX_STATES;
    if (isNewState) this.#states.add(status);
    if (!isNewState && !(rows > this.#mostRows)) return;
    this.#mostRows = Math.max(this.#mostRows, rows || 0);
    this.#advancedAt = now;
  }

  isGivenUp(now: number): boolean {
    return now - this.#advancedAt >= STALLED_MS || now - this.#startedAt >= LONGEST_MS;
  }
}
