import { sleep } from "./sleep.ts";

const MINUTE_MS = 60_000;
/** How much of a minute's allowance may go out at once: enough to be quick, little enough to stay inside the minute. */
const BURST_SHARE = 0.05;

/**
 * The connector's share of the account's requests per minute: a token bucket that learns its size from
 * Zendesk's headers, and pauses when Zendesk says so. Until a header has named a limit nothing is held back.
 */
export class RequestBudget {
  readonly #sharePercent: number;
  #perMinute = Infinity;
  #tokens = 1;
  #refilledAt = 0;
  #pausedUntil = 0;

  constructor(sharePercent: number) {
    this.#sharePercent = sharePercent;
  }

  /** Requests per minute that this connector allows itself; Infinity while unknown. */
  get perMinute(): number {
    return this.#perMinute;
  }

  /**
   * Waits for its turn. A poll takes a token without waiting for one: its results free memory and job slots,
   * so polls go first, and what follows waits the longer.
   */
  async take(kind: "write" | "poll", signal?: AbortSignal): Promise<void> {
    for (;;) {
      const wait = this.#wait(kind);
      if (wait <= 0) break;
      await sleep(wait, signal);
    }
    if (this.#perMinute !== Infinity) this.#tokens -= 1;
  }

  /** Learns the account's limit from whichever family of headers is there. */
  observe(headers: Readonly<Record<string, string>>): void {
    const limit = Number(headers["ratelimit-limit"] ?? headers["x-rate-limit"] ?? headers["rate-limit"] ?? Number.NaN);
    if (!(limit > 0)) return;
    const perMinute = Math.max(1, Math.floor((limit * this.#sharePercent) / 100));
    if (perMinute === this.#perMinute) return;
    this.#perMinute = perMinute;
    // The request that taught the limit has used one of them.
    this.#tokens = Math.min(this.#tokens - 1, this.#burst());
    this.#refilledAt = Date.now();
  }

  /** Nothing goes out for `ms`: Zendesk has said that the account's limit is used up. */
  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, Date.now() + ms);
  }

  #wait(kind: "write" | "poll"): number {
    const now = Date.now();
    if (now < this.#pausedUntil) return this.#pausedUntil - now;
    if (this.#perMinute === Infinity || kind === "poll") return 0;
    // What may go out at once is saved from the rest of the minute, so that no minute holds more than the share.
    const perMs = Math.max(0.5, this.#perMinute - this.#burst()) / MINUTE_MS;
    this.#tokens = Math.min(this.#burst(), this.#tokens + (now - this.#refilledAt) * perMs);
    this.#refilledAt = now;
    return this.#tokens >= 1 ? 0 : Math.ceil((1 - this.#tokens) / perMs);
  }

  #burst(): number {
    return Math.max(1, this.#perMinute * BURST_SHARE);
  }
}
