import { readClock } from "../../time/clock.ts";
import { sleep } from "../../time/sleep.ts";

/** Limits how many records per second are sent, for all streams together. */
export class RecordPace {
  readonly #msPerRecord: number;
  readonly #signal: AbortSignal;
  /** When the time of all admitted records has passed. */
  #freeAt = -Infinity;

  constructor(recordsPerSecond: number, signal: AbortSignal) {
    this.#msPerRecord = 1000 / recordsPerSecond;
    this.#signal = signal;
  }

  /** Resolves when the records may go, in the order of the calls; rejects when the sync ends first. */
  async admit(records: number): Promise<void> {
    const now = readClock();
    const startAt = Math.max(now, this.#freeAt);
    this.#freeAt = startAt + records * this.#msPerRecord;
    await sleep(startAt - now, this.#signal);
  }
}
