import type { AccountOptions } from "./account-options.ts";
import { Refusal } from "../refusal.ts";

type RateOptions = Pick<AccountOptions, "requestsPerMinute" | "rateHeaders" | "otherRequestsPerMinute">;

const MINUTE_MS = 60_000;

/** Requests per fixed minute, all clients of the account together. */
export class RateWindow {
  readonly #options: RateOptions;
  #minute = -1;
  #used = 0;
  #hasBurst = false;

  constructor(options: RateOptions) {
    this.#options = options;
  }

  /** Counts a request and returns its rate headers. Throws the 429 when the minute is used up. */
  take(nowMs: number): Record<string, string> {
    if (this.#options.requestsPerMinute === 0) return {};
    if (this.#left(nowMs) === 0) {
      throw new Refusal(429, "Number of allowed API requests per minute exceeded", {
        ...this.headers(nowMs),
        "retry-after": String(secondsLeft(nowMs)),
      });
    }
    this.#used += 1;
    return this.headers(nowMs);
  }

  /** Other clients use this share of the minute's remaining requests. */
  takeByOthers(share: number, nowMs: number): void {
    this.#used += Math.ceil(share * this.#left(nowMs));
    this.#hasBurst = true;
  }

  /** Whether others have not used their share of this minute yet, and requests remain. */
  isUndisturbed(nowMs: number): boolean {
    return this.#left(nowMs) > 0 && !this.#hasBurst;
  }

  /** The rate headers an answer would have now. None for an account without a limit. */
  headers(nowMs: number): Record<string, string> {
    const { requestsPerMinute: limit, rateHeaders } = this.#options;
    const headers: Record<string, string> = {};
    if (limit === 0) return headers;
    for (const family of rateHeaders) {
      // The oldest family has neither "-limit" at its end nor a reset.
      headers[family === "ratelimit" ? "ratelimit-limit" : family] = String(limit);
      headers[`${family}-remaining`] = String(this.#left(nowMs));
      if (family !== "x-rate-limit") headers[`${family}-reset`] = String(secondsLeft(nowMs));
    }
    return headers;
  }

  #left(nowMs: number): number {
    const minute = Math.floor(nowMs / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#used = 0;
      this.#hasBurst = false;
    }
    const { requestsPerMinute, otherRequestsPerMinute } = this.#options;
    const byOthers = Math.floor((otherRequestsPerMinute * (nowMs % MINUTE_MS)) / MINUTE_MS);
    return Math.max(0, requestsPerMinute - byOthers - this.#used);
  }
}

function secondsLeft(nowMs: number): number {
  return Math.max(1, Math.ceil((MINUTE_MS - (nowMs % MINUTE_MS)) / 1000));
}
