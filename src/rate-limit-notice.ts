import { dateAt, readClock } from "./time/clock.ts";

/** Shorter waits are over before anyone looks. */
const WORTH_TELLING_MS = 30_000;
/** Waits that follow each other this closely count as one, and so do resets, because Zendesk gives them in seconds. */
const TOLERANCE_MS = 5000;

/** Decides when to report to Airbyte that the sync waits for Zendesk's limit: after half a minute, and once per reset. */
export class RateLimitNotice {
  readonly #tell: (until: Date) => void;
  #since = -Infinity;
  #until = -Infinity;
  #told = -Infinity;
  #hasSucceeded = false;

  constructor(tell: (until: Date) => void) {
    this.#tell = tell;
  }

  /** Nothing goes out before `readClock` reads `until`. */
  note(until: number): void {
    const now = readClock();
    if (this.#hasSucceeded || now > this.#until + TOLERANCE_MS) this.#since = now;
    this.#hasSucceeded = false;
    this.#until = Math.max(this.#until, until);
    if (this.#until - this.#since <= WORTH_TELLING_MS || this.#until < this.#told + TOLERANCE_MS) return;
    this.#told = this.#until;
    this.#tell(dateAt(this.#until));
  }

  /** A request has gone through: what is waited for next is another wait. */
  noteSuccess(): void {
    this.#hasSucceeded = true;
  }
}
