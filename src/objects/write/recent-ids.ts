import type { ZendeskId } from "../outcome.ts";

const MOST_REMEMBERED = 10_000;

/** Remembers the last ids. */
export class RecentIds {
  readonly #ids = new Set<ZendeskId>();

  has(id: ZendeskId): boolean {
    return this.#ids.has(id);
  }

  add(id: ZendeskId): void {
    this.#ids.add(id);
    for (const oldest of this.#ids) {
      if (this.#ids.size <= MOST_REMEMBERED) return;
      this.#ids.delete(oldest);
    }
  }
}
