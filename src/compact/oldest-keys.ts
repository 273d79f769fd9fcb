/**
 * The keys of a Map or Set in the order in which they came, for those that forget their oldest. It continues where it stopped: a new
 * iterator would first pass all that was deleted at the front, often tens of thousands of keys.
 */
export class OldestKeys<Key> {
  readonly #keys: ReadonlyMap<Key, unknown> | ReadonlySet<Key>;
  #left: Iterator<Key>;

  constructor(keys: ReadonlyMap<Key, unknown> | ReadonlySet<Key>) {
    this.#keys = keys;
    this.#left = keys.keys();
  }

  /** Calls `forget`, which must delete the key, with the oldest as long as it is too much, or until nothing is left. */
  forgetWhile(isTooMuch: () => boolean, forget: (oldest: Key) => void): void {
    while (isTooMuch()) {
      const next = this.#left.next();
      if (!next.done) forget(next.value);
      // All that came before was deleted, so an iterator at the end has nothing left.
      else if (this.#keys.size === 0) return;
      else this.#left = this.#keys.keys();
    }
  }
}
