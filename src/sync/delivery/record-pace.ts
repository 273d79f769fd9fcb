import { readClock } from "../../time/clock.ts";
import { sleep } from "../../time/sleep.ts";

/** Records that could not go when it was their turn catch up by this much time. */
const CAUGHT_UP_MS = 1000;

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

  /** When the next records should go: a little after they may, because they catch up. */
  get dueAt(): number {
    return this.#freeAt + CAUGHT_UP_MS / 2;
  }

  /** Resolves when the records may go, in the order of the calls; rejects when the sync ends first. */
  async admit(records: number): Promise<void> {
    const now = readClock();
    const earliest = this.#freeAt === -Infinity ? now : now - CAUGHT_UP_MS;
    const startAt = Math.max(earliest, this.#freeAt);
    this.#freeAt = startAt + records * this.#msPerRecord;
    await sleep(Math.max(0, startAt - now), this.#signal);
  }
}
