import { readClock } from "../../time/clock.ts";
import { sleep } from "../../time/sleep.ts";

const SECOND_MS = 1000;

/** Zendesk accepts one `users/create_or_update` per second for the whole account. */
export class UpsertPace {
  #last: Promise<unknown> = Promise.resolve();
  #freeAt = -Infinity;

  /** Runs series of upserts one after the other. If they took turns, all would end as late as the last one. */
  inSeries<Result>(upserts: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(upserts);
    this.#last = result.catch(() => {});
    return result;
  }

  /** Sends one upsert of a series. When it reached Zendesk is not known, so the second counts from its answer. */
  async send<Result>(upsert: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    await sleep(Math.max(0, this.#freeAt - readClock()), signal);
    try {
      return await upsert();
    } finally {
      this.#freeAt = readClock() + SECOND_MS;
    }
  }
}
