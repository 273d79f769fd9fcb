/** The last items of a sequence. Older ones are forgotten, so that memory stays bounded. */
export class Recent<Item> {
  readonly #most: number;
  #items: Item[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  add(item: Item): void {
    this.#items.push(item);
    // Cutting once in a while is cheaper than shifting every time.
    if (this.#items.length >= 2 * this.#most) this.#items = this.#items.slice(-this.#most);
  }

  /** Newest first. */
  list(): readonly Item[] {
    return this.#items.slice(-this.#most).toReversed();
  }
}
