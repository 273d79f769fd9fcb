import type { ConnectorScenario } from "../scenario/scenario.ts";
import { Violation } from "./violation.ts";

const MINUTE_MS = 60_000;
/** Requests that may be sent before the first answer shows the account's limit. */
const BEFORE_LIMIT_IS_KNOWN = 3;

/** Counts what one process sends to the API in each of the account's minutes. */
export class RequestShare {
  readonly #allowed: number;
  #minute = -1;
  #used = 0;

  constructor({ settings }: ConnectorScenario, requestsPerMinute: number) {
    const percent = Number(settings["rate_limit_percent"]);
    this.#allowed =
      requestsPerMinute === 0
        ? Infinity
        : Math.max(1, Math.floor((requestsPerMinute * percent) / 100)) + BEFORE_LIMIT_IS_KNOWN;
  }

  /** Throws if the process has used more than its share. */
  note(now: number): void {
    const minute = Math.floor(now / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#used = 0;
    }
    this.#used += 1;
    if (this.#used <= this.#allowed) return;
    throw new Violation(
      "share of the limit",
      `${this.#used} requests in one minute, where the connector's share is ${this.#allowed}`,
    );
  }
}
