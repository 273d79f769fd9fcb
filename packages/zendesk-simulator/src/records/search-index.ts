interface Indexed {
  readonly id: number | string;
  /** False once deleted. */
  readonly active: boolean;
}

/** What a search sees: every record as it was some time ago, with deleted records and old keys. */
export class SearchIndex<Item extends Indexed> {
  readonly #lagMs: number;
  readonly #items = new Map<Item["id"], Item>();
  /** Oldest first. */
  readonly #changes: { readonly at: number; readonly item: Item }[] = [];

  constructor(lagSeconds: number) {
    this.#lagMs = lagSeconds * 1000;
  }

  /** Without a lag nothing is kept here, and the account itself is searched. */
  get isBehind(): boolean {
    return this.#lagMs > 0;
  }

  /** Call it after each change. What a record holds is replaced, never changed, so a shallow copy is enough. */
  note(item: Item, nowMs: number): void {
    if (this.isBehind) this.#changes.push({ at: nowMs, item: { ...item } });
  }

  at(nowMs: number): readonly Item[] {
    const isNew = ({ at }: { at: number }) => at > nowMs - this.#lagMs;
    const firstNew = this.#changes.findIndex(isNew);
    for (const { item } of this.#changes.splice(0, firstNew === -1 ? Infinity : firstNew)) {
      if (item.active) this.#items.set(item.id, item);
      else this.#items.delete(item.id);
    }
    return [...this.#items.values()];
  }
}
