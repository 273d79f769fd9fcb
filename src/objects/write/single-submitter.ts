import { ZendeskHttpError } from "../../zendesk/http/errors.ts";
import type { RowResult } from "../../zendesk/jobs/job-results.ts";
import type { Draft, Held, SentRow, WriteContext } from "../object-type.ts";
import { refusedRequest } from "./explain/refused-request.ts";
import { type RowPurpose, forbiddenOutcome, singleOutcome } from "./explain/row-outcome.ts";

interface SingleAnswer<Later> {
  readonly result: RowResult;
  readonly requestId: string | undefined;
  readonly later?: Later | undefined;
}

type SendOne<H extends Held, Later> = (draft: Draft<H>, context: WriteContext) => Promise<SingleAnswer<Later>>;

interface SingleRow<Later> extends SentRow<Later> {
  readonly refusal?: ZendeskHttpError;
}

/** Sends rows one at a time, each in a request of its own. */
export class SingleSubmitter<H extends Held, Later> {
  readonly #object: RowPurpose["object"];
  readonly #sendOne: SendOne<H, Later>;
  /** Whether Zendesk has accepted or validated any row sent with these credentials. */
  #mayWrite = false;

  constructor(object: RowPurpose["object"], sendOne: SendOne<H, Later>) {
    this.#object = object;
    this.#sendOne = sendOne;
  }

  /** Rows of the object were written in another way. */
  noteWritten(): void {
    this.#mayWrite = true;
  }

  /** Once the sync must end, the rest is not sent. */
  async submit(drafts: readonly Draft<H>[], context: WriteContext): Promise<readonly SentRow<Later>[]> {
    const sent: SingleRow<Later>[] = [];
    for (const draft of drafts) {
      sent.push(context.signal.aborted ? notSent(draft) : await this.#submitOne(draft, context));
    }
    // A 403 is about its row only if these credentials may write other rows.
    const forbidden = sent.find(({ refusal }) => refusal)?.refusal;
    if (forbidden && !this.#mayWrite) throw forbidden;
    return sent;
  }

  async #submitOne(draft: Draft<H>, context: WriteContext): Promise<SingleRow<Later>> {
    const { row } = draft;
    const object = this.#object;
    try {
      const { later, requestId, result } = await this.#sendOne(draft, context);
      this.#mayWrite = true;
      const heldId = "id" in result ? result.id : undefined;
      return { row, outcome: singleOutcome(result, requestId, { object, mode: context.mode }), heldId, later };
    } catch (error) {
      if (context.signal.aborted) return unreported(draft);
      if (isForbidden(error)) return { row, outcome: forbiddenOutcome(error, { object }), refusal: error };
      const outcome = refusedRequest(error);
      if (!outcome) throw error;
      return { row, outcome };
    }
  }
}

function isForbidden(error: unknown): error is ZendeskHttpError {
  return error instanceof ZendeskHttpError && error.status === 403;
}

function notSent({ row }: Draft): SentRow<never> {
  return { row, outcome: { kind: "undecided", cause: "not_sent", why: "the sync ended before the record was sent" } };
}

function unreported({ row }: Draft): SentRow<never> {
  return { row, outcome: { kind: "undecided", cause: "unreported", why: "the sync ended before Zendesk answered" } };
}
