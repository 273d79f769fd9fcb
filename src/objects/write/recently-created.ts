import type { SentRow } from "../object-type.ts";
import { RecentIds } from "./recent-ids.ts";

/**
 * For jobs whose results do not say what was created: it was if its two times are the same. They still are when it is
 * updated within the second in which it was created.
 */
export class RecentlyCreated {
  readonly #ids = new RecentIds();

  /** What this sync created before was updated. */
  correct<FollowUp>(sent: readonly SentRow<FollowUp>[]): readonly SentRow<FollowUp>[] {
    return sent.map((each) => {
      const { outcome } = each;
      if (outcome.kind !== "written" || outcome.effect !== "created" || outcome.zendeskId === undefined) return each;
      if (this.#ids.has(outcome.zendeskId)) return { ...each, outcome: { ...outcome, effect: "updated" } };
      this.#ids.add(outcome.zendeskId);
      return each;
    });
  }
}
