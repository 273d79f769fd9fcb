import { readClock } from "../../time/clock.ts";
import { sleep } from "../../time/sleep.ts";

/** How many requests an endpoint accepts in any period of a fixed length. */
export interface WindowLimit {
  readonly requests: number;
  readonly windowMs: number;
}

/** Sends requests to one endpoint, one after the other, within its own limit. */
export class WindowPace {
  readonly #limit: WindowLimit;
  /** When the latest requests were answered, at most as many as the limit allows. */
  readonly #answeredAt: number[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #lastSeries: Promise<unknown> = Promise.resolve();

  constructor(limit: WindowLimit) {
    this.#limit = limit;
  }

  /** Runs series of requests one after the other. If they took turns, all would end as late as the last one. */
  inSeries<Result>(requests: () => Promise<Result>): Promise<Result> {
    const result = this.#lastSeries.then(requests);
    this.#lastSeries = result.catch(() => {});
    return result;
  }

  /** `onWait` gets the milliseconds that the limit makes this request wait. */
  send<Result>(
    request: () => Promise<Result>,
    signal: AbortSignal,
    onWait: (ms: number) => void = () => {},
  ): Promise<Result> {
    const result = this.#last.then(() => this.#sendNext(request, signal, onWait));
    this.#last = result.catch(() => {});
    return result;
  }

  /** When a request reached Zendesk is not known, so its place is taken until one period after its answer. */
  async #sendNext<Result>(
    request: () => Promise<Result>,
    signal: AbortSignal,
    onWait: (ms: number) => void,
  ): Promise<Result> {
    const { requests, windowMs } = this.#limit;
    const oldest = this.#answeredAt.length < requests ? -Infinity : (this.#answeredAt.shift() ?? -Infinity);
    const waitMs = Math.max(0, oldest + windowMs - readClock());
    if (waitMs > 0) {
      onWait(waitMs);
      await sleep(waitMs, signal);
    }
    try {
      return await request();
    } finally {
      this.#answeredAt.push(readClock());
    }
  }
}
