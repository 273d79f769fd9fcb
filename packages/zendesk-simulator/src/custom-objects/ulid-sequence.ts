import { Random } from "../random.ts";

/** Crockford's base 32: no I, L, O or U. */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TIME_DIGITS = 10;
const RANDOM_DIGITS = 16;

/** Ids of custom objects and their records: the time, then chance. */
export class UlidSequence {
  readonly #random: Random;

  constructor(seed: number, stream: string) {
    this.#random = new Random(seed, stream);
  }

  take(nowMs: number): string {
    let time = "";
    for (let rest = nowMs; time.length < TIME_DIGITS; rest = Math.floor(rest / 32)) {
      time = DIGITS.charAt(rest % 32) + time;
    }
    let chance = "";
    while (chance.length < RANDOM_DIGITS) chance += DIGITS.charAt(Math.floor(this.#random.next() * 32));
    return time + chance;
  }
}
