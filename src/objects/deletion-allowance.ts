/** What would delete something, known by its row. */
interface Deletion {
  readonly row: object;
}

/** How many things a sync may delete, over all objects: a wrong filter at the source must not empty an account. */
export class DeletionAllowance {
  readonly #most: number;
  readonly #onExceeded: (most: number) => void;
  /** A row that is sent again is one deletion. */
  readonly #admitted = new WeakSet<object>();
  #count = 0;

  /** `onExceeded` ends the sync. */
  constructor(most: number, onExceeded: (most: number) => void) {
    this.#most = most;
    this.#onExceeded = onExceeded;
  }

  /** Takes rows that would each delete something that is there, and gives those that may be sent. */
  admit<Draft extends Deletion>(drafts: readonly Draft[]): readonly Draft[] {
    return drafts.filter(({ row }) => {
      if (this.#admitted.has(row)) return true;
      if (this.#count >= this.#most) return false;
      this.#count += 1;
      this.#admitted.add(row);
      return true;
    });
  }

  /** The row has deleted nothing after all. */
  giveBack(row: object): void {
    if (!this.#admitted.delete(row)) throw new Error("a deletion was given back that was not admitted");
    this.#count -= 1;
  }

  /** There are more rows than may be sent. */
  exceed(): void {
    this.#onExceeded(this.#most);
  }
}
