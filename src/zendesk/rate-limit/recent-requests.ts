/** A minute, and how much faster one request may reach Zendesk than another. */
const WINDOW_MS = 60_500;

/** When the requests of the last minute were sent. */
export class RecentRequests {
  #times: number[] = [];
  /** Those before it were sent earlier. */
  #from = 0;

  noteSent(now: number): void {
    this.#times.push(now);
    this.#forget(now);
  }

  /** The time until fewer than `most` of a minute's requests have been sent. */
  waitMs(most: number, now: number): number {
    this.#forget(now);
    const decisive = this.#times[Math.max(this.#from, this.#times.length - most)];
    if (decisive === undefined || this.#times.length - this.#from < most) return 0;
    return decisive + WINDOW_MS - now;
  }

  #forget(now: number): void {
    while ((this.#times[this.#from] ?? Infinity) <= now - WINDOW_MS) this.#from += 1;
    if (this.#from < 1000 || this.#from < this.#times.length / 2) return;
    this.#times = this.#times.slice(this.#from);
    this.#from = 0;
  }
}
