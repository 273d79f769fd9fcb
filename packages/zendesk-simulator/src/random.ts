/** A seeded stream of random numbers: the same seed gives the same run. */
export class Random {
  #state: number;

  /** `stream` separates uses, so that minting a token does not change how long jobs take. */
  constructor(seed: number, stream: string) {
    let state = seed >>> 0;
    for (const character of stream) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
    this.#state = state >>> 0;
  }

  /** A number in [0, 1). The generator is mulberry32: small, fast, good enough for delays and names. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(minimum: number, maximum: number): number {
    return minimum + (maximum - minimum) * this.next();
  }

  hex(digits: number): string {
    let text = "";
    while (text.length < digits) text += Math.floor(this.next() * 16).toString(16);
    return text;
  }
}
