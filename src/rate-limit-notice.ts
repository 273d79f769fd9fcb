import { dateAt, readClock } from "./time/clock.ts";

/** Shorter waits are over before anyone looks. */
const WORTH_REPORTING_MS = 30_000;
/** Waits that follow each other this closely count as one, and so do resets, because Zendesk gives them in seconds. */
const TOLERANCE_MS = 5000;

/** Decides when to report to Airbyte that the sync waits for Zendesk's limit: after half a minute, and once per reset. */
export class RateLimitNotice {
  readonly #report: (until: Date) => void;
  #since = -Infinity;
  #until = -Infinity;
  #reported = -Infinity;
  #hasSucceeded = false;

  constructor(report: (until: Date) => void) {
    this.#report = report;
  }

  /** Nothing goes out before `readClock` reads `until`. */
  note(until: number): void {
    const now = readClock();
    if (this.#hasSucceeded || now > this.#until + TOLERANCE_MS) this.#since = now;
    this.#hasSucceeded = false;
    this.#until = Math.max(this.#until, until);
    if (this.#until - this.#since <= WORTH_REPORTING_MS || this.#until < this.#reported + TOLERANCE_MS) return;
    this.#reported = this.#until;
    this.#report(dateAt(this.#until));
  }

  /** A request has gone through: what is waited for next is another wait. */
  noteSuccess(): void {
    this.#hasSucceeded = true;
  }
}
