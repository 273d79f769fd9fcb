import { Refusal } from "../refusal.ts";

/** The names under which Zendesk has sent the account's limit: today's, those of 2023–24, and the oldest. */
export const rateHeaderFamilies = ["ratelimit", "rate-limit", "x-rate-limit"] as const;
export type RateHeaderFamily = (typeof rateHeaderFamilies)[number];

const minuteMs = 60_000;

/** Requests per fixed minute, all clients of the account together. */
export class RateWindow {
  readonly #limit: number;
  readonly #families: readonly RateHeaderFamily[];
  #minute = -1;
  #used = 0;

  constructor(limit: number, families: readonly RateHeaderFamily[]) {
    this.#limit = limit;
    this.#families = families;
  }

  /** Counts a request and returns the headers that tell so. Throws the 429 when the minute is used up. */
  take(nowMs: number): Record<string, string> {
    if (this.#limit === 0) return {};
    const minute = Math.floor(nowMs / minuteMs);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#used = 0;
    }
    const reset = Math.max(1, Math.ceil(((minute + 1) * minuteMs - nowMs) / 1000));
    if (this.#used >= this.#limit) {
      throw new Refusal(429, "Number of allowed API requests per minute exceeded", {
        ...this.#headers(0, reset),
        "retry-after": String(reset),
      });
    }
    this.#used += 1;
    return this.#headers(this.#limit - this.#used, reset);
  }

  #headers(remaining: number, reset: number): Record<string, string> {
    const headers: Record<string, string> = {};
    for (const family of this.#families) {
      // The oldest family has neither "-limit" at its end nor a reset.
      headers[family === "ratelimit" ? "ratelimit-limit" : family] = String(this.#limit);
      headers[`${family}-remaining`] = String(remaining);
      if (family !== "x-rate-limit") headers[`${family}-reset`] = String(reset);
    }
    return headers;
  }
}
