import { readClock } from "../../time/clock.ts";
import { sleep } from "../../time/sleep.ts";

/** Holds batches back so that no more than so many records a second go out, all streams together. */
export class RecordPace {
  readonly #msPerRecord: number;
  readonly #signal: AbortSignal;
  /** When the records that were admitted have had their time. */
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
