import { type WindowLimit, WindowPace } from "../../zendesk/rate-limit/window-pace.ts";
import { splitByExistence } from "../find/split-by-existence.ts";
import type { Draft, Held, ObjectType, SentRow, SubmitInBulk, WriteContext } from "../object-type.ts";
import { tryRequest } from "./explain/refused-request.ts";
import type { RowPurpose } from "./explain/row-outcome.ts";
import { type SendOne, SingleSubmitter } from "./single-submitter.ts";

type SubmittedObject<H extends Held> = RowPurpose["object"] & Pick<ObjectType<H>, "keys">;

/**
 * Sends creations and upserts for which there is no bulk request: things that a list shows to exist are updated in bulk, and
 * the others are sent one by one. One for the whole sync, because Zendesk limits single upserts for the whole account.
 */
export class SingleFallback<H extends Held, Later> {
  readonly #object: SubmittedObject<H>;
  readonly #pace: WindowPace;
  readonly #singly: SingleSubmitter<H, Later>;

  constructor(object: SubmittedObject<H>, upserts: WindowLimit, sendOne: SendOne<H, Later>) {
    this.#object = object;
    this.#pace = new WindowPace(upserts);
    this.#singly = new SingleSubmitter(object, (action, draft, context) => {
      const send = (): ReturnType<typeof sendOne> => sendOne(action, draft, context);
      return action === "upsert" ? this.#pace.send(send, context.signal) : send();
    });
  }

  async submit(
    action: "create" | "upsert",
    drafts: readonly Draft<H>[],
    context: WriteContext,
    inBulk: SubmitInBulk<H, Later>,
  ): Promise<readonly SentRow<Later>[]> {
    if (action === "create") return this.#singly.submit(action, drafts, context);
    const split = await tryRequest(splitByExistence(this.#object, drafts, context));
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

  #inSeries(drafts: readonly Draft<H>[], context: WriteContext): Promise<readonly SentRow<Later>[]> {
    return this.#pace.inSeries(() => this.#singly.submit("upsert", drafts, context));
  }
}
