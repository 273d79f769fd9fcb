/** How often something may be done in each period of a fixed length. A limit of 0 is none. */
export class FixedWindow {
  readonly limit: number;
  readonly #lengthMs: number;
  #number = -1;
  readonly #taken = new Map<string, number>();

  constructor(limit: number, lengthMs: number) {
    this.limit = limit;
    this.#lengthMs = lengthMs;
  }

  /** How many remain after this one; undefined if none remained before it. */
  take(key: string, nowMs: number): number | undefined {
    if (this.limit === 0) return Infinity;
    const number = Math.floor(nowMs / this.#lengthMs);
    if (number !== this.#number) this.#taken.clear();
    this.#number = number;
    const taken = this.#taken.get(key) ?? 0;
    if (taken >= this.limit) return undefined;
    this.#taken.set(key, taken + 1);
    return this.limit - taken - 1;
  }

  secondsLeft(nowMs: number): number {
    return Math.ceil((this.#lengthMs - (nowMs % this.#lengthMs)) / 1000);
  }
}
