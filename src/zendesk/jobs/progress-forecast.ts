import type { JobStatus } from "./job-status.ts";

/** How late a look may be, as a share of what the job takes. */
const TOLERANCE = 0.02;
/** How far looks are apart at least. */
const SHORTEST_STEP_MS = 40;
const LEAST_STEP = 0.02;

interface Observation {
  readonly at: number;
  /** Zendesk reports whole rows, so that half of one more is done on average. */
  readonly rows: number;
}

/** When a job ends, from the speed at which its rows get done. */
export class ProgressForecast {
  readonly #startedAt: number;
  /** When it was last seen without any row done. */
  #idleAt: number;
  #total = 0;
  #first: Observation | undefined;
  #last: Observation | undefined;

  /** The job was submitted at `startedAt`. */
  constructor(startedAt: number) {
    this.#startedAt = startedAt;
    this.#idleAt = startedAt;
  }

  note({ progress, total }: JobStatus, now: number): void {
    const done = countOf(progress);
    const all = countOf(total);
    if (done === 0 && !this.#last) this.#idleAt = now;
    if (done === 0 || all === 0) return;
    this.#total = all;
    const observed = { at: now, rows: done + 0.5 };
    this.#first ??= observed;
    // Answers may be older than earlier ones. Only new rows show the speed.
    if (!this.#last || observed.rows > this.#last.rows) this.#last = observed;
  }

  /** When the next look is due after one at `lookedAt`; undefined without progress. */
  nextLook(lookedAt: number): number | undefined {
    const { end, error } = this.#end() ?? {};
    if (end === undefined || error === undefined) return undefined;
    const tolerance = (end - this.#startedAt) * TOLERANCE + SHORTEST_STEP_MS / 2;
    const look = error <= tolerance ? end + error : end - error;
    return Math.max(look, lookedAt + SHORTEST_STEP_MS, lookedAt + (lookedAt - this.#startedAt) * LEAST_STEP);
  }

  /** The predicted end, and by how much it may be wrong. */
  #end(): { end: number; error: number } | undefined {
    const [first, last] = [this.#first, this.#last];
    if (!first || !last) return undefined;
    const left = Math.max(0, this.#total - last.rows);
    if (first === last) {
      // It is not known when it began to work, so its end is not predicted further ahead.
      const workedMs = last.at - this.#idleAt;
      const leftMs = Math.min((left * workedMs) / last.rows, workedMs);
      return { end: last.at + leftMs, error: leftMs / 2 };
    }
    const rows = last.rows - first.rows;
    const leftMs = (left * (last.at - first.at)) / rows;
    return { end: last.at + leftMs, error: Math.min(leftMs, leftMs / rows) };
  }
}

/** 0 for what is not a count of rows. */
function countOf(value: unknown): number {
  const count = Number(value);
  return count > 0 && Number.isFinite(count) ? count : 0;
}
