import type { SentRow } from "../object-type.ts";
import type { ZendeskId } from "../outcome.ts";

/** Enough for what a sync writes within a second. */
const MOST_REMEMBERED = 10_000;

/**
 * For jobs whose results do not say what was created: it was if its two times are the same. They still are when it is
 * updated within the second in which it was created.
 */
export class RecentlyCreated {
  readonly #ids = new Set<ZendeskId>();

  /** What this sync created before was updated. */
  correct<Later>(sent: readonly SentRow<Later>[]): readonly SentRow<Later>[] {
    return sent.map((each) => {
      const { outcome } = each;
      if (outcome.kind !== "written" || outcome.effect !== "created" || outcome.zendeskId === undefined) return each;
      if (this.#ids.has(outcome.zendeskId)) return { ...each, outcome: { ...outcome, effect: "updated" } };
      this.#remember(outcome.zendeskId);
      return each;
    });
  }

  #remember(id: ZendeskId): void {
    this.#ids.add(id);
    for (const oldest of this.#ids) {
      if (this.#ids.size <= MOST_REMEMBERED) return;
      this.#ids.delete(oldest);
    }
  }
}
