import { type WindowLimit, WindowPace } from "../../zendesk/rate-limit/window-pace.ts";
import { splitByExistence } from "../find/split-by-existence.ts";
import type { Draft, Held, ObjectType, SentRow, SubmitInBulk, WriteAction, WriteContext } from "../object-type.ts";
import type { BulkPermission } from "./bulk-permission.ts";
import { tryRequest } from "./explain/refused-request.ts";
import type { RowPurpose } from "./explain/row-outcome.ts";
import { type SendOne, SingleSubmitter } from "./single-submitter.ts";

interface SingleRoute<H extends Held, FollowUp> {
  readonly object: RowPurpose["object"] & Pick<ObjectType<H>, "keys">;
  readonly permission: BulkPermission;
  /** Of single upserts. */
  readonly limit: WindowLimit;
  readonly sendOne: SendOne<H, FollowUp>;
}

/**
 * Creates and upserts in bulk where the account may. Otherwise, things that a list shows to exist are updated in bulk, and the
 * others are sent one by one. One for the whole sync, because the limit of single upserts is the account's.
 */
export class SingleFallback<H extends Held, FollowUp> {
  readonly #route: SingleRoute<H, FollowUp>;
  readonly #pace: WindowPace;
  readonly #singly: SingleSubmitter<H, FollowUp>;

  constructor(route: SingleRoute<H, FollowUp>) {
    this.#route = route;
    this.#pace = new WindowPace(route.limit);
    this.#singly = new SingleSubmitter(route.object, (action, draft, context) => {
      const send = (): ReturnType<typeof route.sendOne> => route.sendOne(action, draft, context);
      return action === "upsert" ? this.#pace.send(send, context.signal) : send();
    });
  }

  async submit(
    action: WriteAction,
    drafts: readonly Draft<H>[],
    context: WriteContext,
    inBulk: SubmitInBulk<H, FollowUp>,
  ): Promise<readonly SentRow<FollowUp>[]> {
    const { permission } = this.#route;
    const isRestricted = action === "create" || action === "upsert";
    if (isRestricted && permission.isMissing) return this.#submitWithout(action, drafts, context, inBulk);
    try {
      return await inBulk(action, drafts);
    } catch (error) {
      if (!isRestricted || !(await permission.explains(error, context))) throw error;
      return this.#submitWithout(action, drafts, context, inBulk);
    }
  }

  async #submitWithout(
    action: "create" | "upsert",
    drafts: readonly Draft<H>[],
    context: WriteContext,
    inBulk: SubmitInBulk<H, FollowUp>,
  ): Promise<readonly SentRow<FollowUp>[]> {
    if (action === "create") return this.#singly.submit(action, drafts, context);
    const split = await tryRequest(splitByExistence(this.#route.object, drafts, context));
    if ("refused" in split) {
      // A single upsert needs no look-up. In a batch, bisecting finds the row whose key cannot be looked up.
      if (drafts.length === 1) return this.#inSeries(drafts, context);
      return drafts.map(({ row }) => ({ row, outcome: split.refused }));
    }
    const { known, others } = split.found;
    const updated = known.length > 0 ? await inBulk("update", known) : [];
    if (known.length > 0) this.#singly.noteWritten();
    return others.length > 0 ? [...updated, ...(await this.#inSeries(others, context))] : updated;
  }

  #inSeries(drafts: readonly Draft<H>[], context: WriteContext): Promise<readonly SentRow<FollowUp>[]> {
    return this.#pace.inSeries(() => this.#singly.submit("upsert", drafts, context));
  }
}
