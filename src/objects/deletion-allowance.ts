/** A row that would delete something. */
interface Deletion {
  readonly row: object;
}

/** Identifies what the row would delete, uniquely in the account. */
type NameThing<Draft> = (draft: Draft) => string;

/** How many things a sync may delete, across all objects: a wrong filter at the source must not empty an account. */
export class DeletionAllowance {
  readonly #limit: number;
  readonly #onExceeded: (limit: number) => void;
  /** A row that is sent again counts as one deletion. */
  readonly #admitted = new WeakSet<object>();
  /** Per thing, how many rows may have deleted it. While none of their outcomes is known, they count as one deletion. */
  readonly #undecided = new Map<string, number>();
  #count = 0;

  /** `onExceeded` ends the sync. */
  constructor(limit: number, onExceeded: (limit: number) => void) {
    this.#limit = limit;
    this.#onExceeded = onExceeded;
  }

  /** Takes rows that would each delete something that exists, and returns those that may be sent. */
  admit<Draft extends Deletion>(drafts: readonly Draft[], nameThing: NameThing<Draft>): readonly Draft[] {
    return drafts.filter((draft) => this.#admit(draft.row, nameThing(draft)));
  }

  /** The row has deleted the thing. No other row can delete it again. */
  confirm(thing: string): void {
    this.#undecided.delete(thing);
  }

  /** The row has deleted nothing after all. */
  giveBack(row: object, thing: string): void {
    if (!this.#admitted.delete(row)) throw new Error("a deletion was given back that was not admitted");
    const others = (this.#undecided.get(thing) ?? 1) - 1;
    if (others > 0) this.#undecided.set(thing, others);
    else {
      this.#undecided.delete(thing);
      this.#count -= 1;
      if (this.#count < 0) throw new Error("more deletions were given back than were admitted");
    }
  }

  #admit(row: object, thing: string): boolean {
    if (this.#admitted.has(row)) return true;
    const rows = this.#undecided.get(thing) ?? 0;
    if (rows === 0 && this.#count >= this.#limit) return false;
    if (rows === 0) this.#count += 1;
    this.#undecided.set(thing, rows + 1);
    this.#admitted.add(row);
    return true;
  }

  /** There are more rows than may be sent. */
  exceed(): void {
    this.#onExceeded(this.#limit);
  }
}
