import { ZendeskHttpError, isForbidden } from "../../zendesk/http/errors.ts";
import { WindowPace } from "../../zendesk/rate-limit/window-pace.ts";
import { deletePermanently } from "../../zendesk/resources/deleted-users.ts";
import { type ZendeskUser, showManyUsers } from "../../zendesk/resources/users.ts";
import type { Draft, WriteContext } from "../object-type.ts";
import type { Outcome, WrittenOutcome } from "../outcome.ts";
import type { Row } from "../row.ts";
import { refusalOf } from "../write/explain/refusal.ts";
import { tryRequest } from "../write/explain/refused-request.ts";
import { SingleRequests } from "../write/single-requests.ts";

/** https://developer.zendesk.com/api-reference/ticketing/users/users/#permanently-delete-user */
const LIMIT = { requests: 700, windowMs: 10 * 60_000 };

/** A user that a row has deleted. */
interface Deletion {
  readonly row: Row;
  readonly user: ZendeskUser;
  readonly deleted: WrittenOutcome;
}

/**
 * Permanently deletes users that their records have deleted, now or in an earlier sync, and no other users: the user
 * must already be deleted, and have the record's key.
 */
export class PermanentDeletion {
  readonly #pace = new WindowPace(LIMIT);
  readonly #requests = new SingleRequests();
  #hasWarnedOfPace = false;

  /** Permanently deletes the users that the rows have deleted. */
  async finish(
    outcomes: ReadonlyMap<Row, Outcome>,
    drafts: readonly Draft<ZendeskUser>[],
    context: WriteContext,
  ): Promise<ReadonlyMap<Row, Outcome>> {
    const deletions = drafts.flatMap(({ held, row }) => {
      const deleted = outcomes.get(row);
      return held && deleted?.kind === "written" ? [{ row, user: held, deleted }] : [];
    });
    const { signal } = context;
    const finished = await this.#requests.sendEach<Deletion, readonly [Row, Outcome]>(
      deletions,
      {
        send: async (deletion) => [deletion.row, await this.#finishOne(deletion, context)],
        failed: (error, { row, user }) => {
          const outcome = signal.aborted ? NOT_REACHED : outcomeOf(error, user);
          return outcome && [row, outcome];
        },
        notSent: ({ row }) => [row, NOT_REACHED],
      },
      signal,
    );
    return new Map(finished);
  }

  async #finishOne({ deleted, user }: Deletion, { api, signal, warn }: WriteContext): Promise<Outcome> {
    const deletion = (): Promise<boolean> => deletePermanently(api.client, user.id, signal);
    const isDone = await this.#pace.send(deletion, signal, () => this.#warnOfPace(warn));
    if (isDone) this.#requests.noteAllowed();
    else {
      const looked = await tryRequest(showManyUsers(api.client, "ids", [String(user.id)], signal));
      if ("refused" in looked) return unfinished(looked.refused.why);
      if (looked.found.length > 0) return unfinished("Zendesk still has a user who should be deleted");
    }
    return { ...deleted, effect: "deleted", zendeskId: user.id };
  }

  #warnOfPace(warn: WriteContext["warn"]): void {
    if (this.#hasWarnedOfPace) return;
    this.#hasWarnedOfPace = true;
    warn(
      `Zendesk deletes at most ${LIMIT.requests} users permanently in 10 minutes. This sync has more users to delete, so it slows ` +
        "down to stay within the limit.",
    );
  }
}

/** Undefined for what concerns more than this user. */
function outcomeOf(error: unknown, user: ZendeskUser): Outcome | undefined {
  const isAboutUser = isForbidden(error) || (error instanceof ZendeskHttpError && error.isAboutContent);
  return isAboutUser ? refused(error, user) : undefined;
}

/** Sent again, the row finds the deleted user by its id. */
function unfinished(why: string): Outcome {
  return { kind: "undecided", cause: "unreported", why };
}

const NOT_REACHED = unfinished("the sync ended before the user was deleted permanently");

function refused(error: ZendeskHttpError, user: ZendeskUser): Outcome {
  const { reason, said, zendesk } = refusalOf(error);
  const message =
    `The user is deleted, but Zendesk refused to delete the user permanently (${error.status}): ${said}. Send the record ` +
    "again later, or wait for 30 days, after which Zendesk deletes the user permanently.";
  return {
    kind: "rejected",
    rejection: { reason, message, zendesk },
    ...(user.active !== false && { done: { kind: "written", effect: "deleted", zendeskId: user.id } }),
  };
}
