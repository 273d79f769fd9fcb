import { readClock } from "../../time/clock.ts";

const SHORTEST_MS = 4000;
const LONGEST_MS = 60_000;
const NARROWED = 0.7;

/** How far apart jobs are submitted when the account has no room for even one of this connector's at any time. */
export class JobSpacing {
  readonly #random: () => number;
  #spacingMs = 0;
  #nextAt = -Infinity;

  constructor(random: () => number) {
    this.#random = random;
  }

  get isApplied(): boolean {
    return this.#spacingMs > 0;
  }

  /** There was no room. */
  widen(): void {
    this.#set(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, this.#spacingMs * 2)));
  }

  /** There was room for a job. */
  narrow(): void {
    const narrower = this.#spacingMs * NARROWED;
    if (narrower < SHORTEST_MS) this.end();
    else this.#set(narrower);
  }

  end(): void {
    this.#spacingMs = 0;
    this.#nextAt = -Infinity;
  }

  /** Until the next job may be submitted. */
  waitMs(): number {
    return Math.max(0, Math.ceil(this.#nextAt - readClock()));
  }

  /** From half to one and a half of it, so that connectors that were refused together do not come back together. */
  #set(ms: number): void {
    this.#spacingMs = ms;
    this.#nextAt = readClock() + this.#spacingMs * (0.5 + this.#random());
  }
}
