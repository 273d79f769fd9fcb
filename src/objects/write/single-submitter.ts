import { isForbidden } from "../../zendesk/http/errors.ts";
import type { RowResult } from "../../zendesk/jobs/job-results.ts";
import type { Draft, Held, SentRow, WriteAction, WriteContext } from "../object-type.ts";
import type { Outcome } from "../outcome.ts";
import { refusedRequest } from "./explain/refused-request.ts";
import { type RowPurpose, forbiddenOutcome, singleOutcome } from "./explain/row-outcome.ts";
import { SingleRequests } from "./single-requests.ts";

interface SingleAnswer<FollowUp> {
  readonly result: RowResult;
  readonly requestId: string | undefined;
  readonly followUp?: FollowUp | undefined;
}

export type SendOne<H extends Held, FollowUp> = (
  action: WriteAction,
  draft: Draft<H>,
  context: WriteContext,
) => Promise<SingleAnswer<FollowUp>>;

/** Sends rows one at a time, each in a request of its own. One for the whole sync: it knows what these credentials may write. */
export class SingleSubmitter<H extends Held, FollowUp> {
  readonly #object: RowPurpose["object"];
  readonly #sendOne: SendOne<H, FollowUp>;
  readonly #requests = new SingleRequests();

  constructor(object: RowPurpose["object"], sendOne: SendOne<H, FollowUp>) {
    this.#object = object;
    this.#sendOne = sendOne;
  }

  /** Rows of the object were written in another way. */
  noteWritten(): void {
    this.#requests.noteAllowed();
  }

  /** Once the sync must end, the rest is not sent. */
  submit(
    action: WriteAction,
    drafts: readonly Draft<H>[],
    context: WriteContext,
  ): Promise<readonly SentRow<FollowUp>[]> {
    const object = this.#object;
    const failed = (error: unknown, { row }: Draft<H>): SentRow<FollowUp> | undefined => {
      const outcome = context.signal.aborted ? UNREPORTED : refusedAlone(error, { object });
      return outcome && { row, outcome };
    };
    const notSent = ({ row }: Draft<H>): SentRow<FollowUp> => ({ row, outcome: NOT_SENT });
    return this.#requests.sendEach(
      drafts,
      { send: (draft) => this.#submitOne(action, draft, context), failed, notSent },
      context.signal,
    );
  }

  async #submitOne(action: WriteAction, draft: Draft<H>, context: WriteContext): Promise<SentRow<FollowUp>> {
    const { followUp, requestId, result } = await this.#sendOne(action, draft, context);
    this.#requests.noteAllowed();
    const outcome = singleOutcome(result, requestId, { object: this.#object, mode: context.mode });
    return { row: draft.row, outcome, heldId: "id" in result ? result.id : undefined, followUp };
  }
}

function refusedAlone(error: unknown, purpose: Pick<RowPurpose, "object">): Outcome | undefined {
  return isForbidden(error) ? forbiddenOutcome(error, purpose) : refusedRequest(error);
}

const NOT_SENT: Outcome = { kind: "undecided", cause: "not_sent", why: "the sync ended before the record was sent" };
const UNREPORTED: Outcome = { kind: "undecided", cause: "unreported", why: "the sync ended before Zendesk answered" };
