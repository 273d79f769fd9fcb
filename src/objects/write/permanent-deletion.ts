import { ZendeskHttpError, isForbidden } from "../../zendesk/http/errors.ts";
import { type WindowLimit, WindowPace } from "../../zendesk/rate-limit/window-pace.ts";
import type { Draft, Held, ObjectType, WriteContext } from "../object-type.ts";
import type { Outcome, WrittenOutcome } from "../outcome.ts";
import type { RequestContext } from "../request-context.ts";
import type { Row } from "../row.ts";
import { refusalOf } from "./explain/refusal.ts";
import { tryRequest } from "./explain/refused-request.ts";
import { SingleRequests } from "./single-requests.ts";

/** How Zendesk deletes things permanently, in one request each. */
interface DeletedThings<H extends Held> extends Pick<ObjectType, "noun"> {
  readonly limit: WindowLimit;
  /** Whether the thing was already deleted when it was read. */
  readonly wasDeleted: (held: H) => boolean;
  /** False if Zendesk has no such deleted thing. */
  readonly deletePermanently: (id: H["id"], context: RequestContext) => Promise<boolean>;
  /** Those of the things that are not deleted. */
  readonly listByIds: (ids: readonly string[], context: RequestContext) => Promise<readonly H[]>;
}

/** A thing that a row has deleted. */
interface Deletion<H extends Held> {
  readonly row: Row;
  readonly held: H;
  readonly deleted: WrittenOutcome;
}

/**
 * Permanently deletes things that their records have deleted, now or in an earlier sync, and no others: the thing must
 * already be deleted, and have the record's key.
 */
export class PermanentDeletion<H extends Held> {
  readonly #things: DeletedThings<H>;
  readonly #pace: WindowPace;
  readonly #requests = new SingleRequests();
  #hasWarnedOfPace = false;

  constructor(things: DeletedThings<H>) {
    this.#things = things;
    this.#pace = new WindowPace(things.limit);
  }

  /** Permanently deletes the things that the rows have deleted. */
  async finish(
    outcomes: ReadonlyMap<Row, Outcome>,
    drafts: readonly Draft<H>[],
    context: WriteContext,
  ): Promise<ReadonlyMap<Row, Outcome>> {
    const deletions = drafts.flatMap(({ held, row }) => {
      const deleted = outcomes.get(row);
      return held && deleted?.kind === "written" ? [{ row, held, deleted }] : [];
    });
    const { signal } = context;
    const notReached = unfinished(`the sync ended before the ${this.#things.noun.one} was deleted permanently`);
    const finished = await this.#requests.sendEach<Deletion<H>, readonly [Row, Outcome]>(
      deletions,
      {
        send: async (deletion) => [deletion.row, await this.#finishOne(deletion, context)],
        failed: (error, { held, row }) => {
          const outcome = signal.aborted ? notReached : this.#outcomeOf(error, held);
          return outcome && [row, outcome];
        },
        notSent: ({ row }) => [row, notReached],
      },
      signal,
    );
    return new Map(finished);
  }

  async #finishOne({ deleted, held }: Deletion<H>, context: WriteContext): Promise<Outcome> {
    const { deletePermanently, listByIds, noun } = this.#things;
    const deletion = (): Promise<boolean> => deletePermanently(held.id, context);
    const isDone = await this.#pace.send(deletion, context.signal, () => this.#warnOfPace(context));
    if (isDone) this.#requests.noteAllowed();
    else {
      const looked = await tryRequest(listByIds([String(held.id)], context));
      if ("refused" in looked) return unfinished(looked.refused.why);
      if (looked.found.length > 0) return unfinished(`Zendesk still has the ${noun.one} after deleting it`);
    }
    return { ...deleted, effect: "deleted", zendeskId: held.id };
  }

  #warnOfPace({ warn }: WriteContext): void {
    if (this.#hasWarnedOfPace) return;
    this.#hasWarnedOfPace = true;
    const { limit, noun } = this.#things;
    warn(
      `Zendesk deletes at most ${limit.requests} ${noun.many} permanently in ${limit.windowMs / 60_000} minutes. This sync has more ` +
        `${noun.many} to delete, so it slows down to stay within the limit.`,
    );
  }

  /** Undefined for what concerns more than this thing. */
  #outcomeOf(error: unknown, held: H): Outcome | undefined {
    const isAboutThing = isForbidden(error) || (error instanceof ZendeskHttpError && error.isAboutContent);
    if (!isAboutThing) return undefined;
    const { noun, wasDeleted } = this.#things;
    const { reason, said, zendesk } = refusalOf(error);
    const message =
      `The ${noun.one} is deleted, but Zendesk refused to delete the ${noun.one} permanently (${error.status}): ${said}. Send the ` +
      `record again later, or wait for 30 days, after which Zendesk deletes the ${noun.one} permanently.`;
    return {
      kind: "rejected",
      rejection: { reason, message, zendesk },
      ...(!wasDeleted(held) && { done: { kind: "written", effect: "deleted", zendeskId: held.id } }),
    };
  }
}

/** Sent again, the row finds the deleted thing by its id. */
function unfinished(why: string): Outcome {
  return { kind: "undecided", cause: "unreported", why };
}
