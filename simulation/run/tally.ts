import { type Counts, type Coverage, NOTHING } from "./coverage.ts";

/** Counts what one run covers. */
export class Tally {
  readonly counts: Counts = { ...NOTHING.counts };
  readonly #ends: Record<string, number> = {};

  noteEnd(end: string): void {
    this.#ends[end] = (this.#ends[end] ?? 0) + 1;
  }

  coverage(faults: Readonly<Record<string, number>>): Coverage {
    return { counts: this.counts, faults, ends: this.#ends };
  }
}
