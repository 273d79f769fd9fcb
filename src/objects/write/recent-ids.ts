import { OldestKeys } from "../../compact/oldest-keys.ts";
import type { ZendeskId } from "../outcome.ts";

const MAX_REMEMBERED = 10_000;

/** Remembers the last ids. */
export class RecentIds {
  readonly #ids = new Set<ZendeskId>();
  readonly #oldest = new OldestKeys(this.#ids);

  has(id: ZendeskId): boolean {
    return this.#ids.has(id);
  }

  add(id: ZendeskId): void {
    this.#ids.add(id);
    this.#oldest.forgetWhile(
      () => this.#ids.size > MAX_REMEMBERED,
      (oldest) => this.#ids.delete(oldest),
    );
  }
}
