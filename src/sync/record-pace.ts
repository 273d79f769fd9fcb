import pThrottle from "p-throttle";
import { MAX_ROWS_PER_JOB } from "../zendesk/bulk-job.ts";

/** Holds batches back so that no more than so many records a second go out, all streams together. */
export class RecordPace {
  readonly #spend: (records: number) => Promise<void>;

  constructor(recordsPerSecond: number, signal: AbortSignal) {
    // p-throttle lets a weight above its limit pass at once, so the limit is a whole batch and the interval is the
    // time that one may take: 100 records in 10 s at 10 a second, in 0.4 s at 250.
    const throttle = pThrottle({
      limit: MAX_ROWS_PER_JOB,
      interval: (MAX_ROWS_PER_JOB / recordsPerSecond) * 1000,
      weight: (records: number) => records,
      signal,
    });
    this.#spend = throttle((_records: number) => Promise.resolve());
  }

  /** Resolves when the records may go; rejects when the sync ends first. */
  async admit(records: number): Promise<void> {
    for (let left = records; left > 0; left -= MAX_ROWS_PER_JOB) await this.#spend(Math.min(left, MAX_ROWS_PER_JOB));
  }
}
