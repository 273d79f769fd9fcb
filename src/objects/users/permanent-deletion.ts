import { ZendeskHttpError } from "../../zendesk/http/errors.ts";
import { WindowPace } from "../../zendesk/rate-limit/window-pace.ts";
import { deletePermanently } from "../../zendesk/resources/deleted-users.ts";
import { type ZendeskUser, showManyUsers } from "../../zendesk/resources/users.ts";
import { counted } from "../../text/counted.ts";
import type { Draft, SentRow, SubmitInBulk, WriteContext } from "../object-type.ts";
import type { Outcome, WrittenOutcome } from "../outcome.ts";
import type { RejectedReason } from "../rejection.ts";
import type { Row } from "../row.ts";
import { tryRequest } from "../write/explain/refused-request.ts";
import { findSoftDeleted, isFoundWhenDeleted } from "./soft-deleted-users.ts";
import type { FollowUp } from "./user-payload.ts";

type UserDraft = Draft<ZendeskUser>;

/** https://developer.zendesk.com/api-reference/ticketing/users/users/#permanently-delete-user */
const LIMIT = { most: 700, windowMs: 10 * 60_000 };

/**
 * Permanently deletes users whom their records have deleted, now or in an earlier sync, and no other users: the user
 * must already be deleted, and have the record's key.
 */
export class PermanentDeletion {
  readonly #pace = new WindowPace(LIMIT);
  /** Whom a row was to delete, for rows that are sent again because Zendesk did not say whether it did. */
  readonly #asked = new WeakMap<Row, number>();
  readonly #unfound = new WeakSet<Row>();
  #unfoundCount = 0;
  #hasWarnedOfPace = false;
  /** Whether these credentials have deleted anyone permanently. */
  #isAllowed = false;

  /** Rows whose user is already deleted, but not permanently, find that user. */
  async enrich(drafts: readonly UserDraft[], context: WriteContext): Promise<readonly UserDraft[]> {
    if (context.mode !== "delete") return drafts;
    const keys = new Map(drafts.filter(({ held }) => !held).map(({ row }) => [row, this.#keyOfDeleted(row)] as const));
    const found = await findSoftDeleted([...keys.values()], context);
    return drafts.map((draft) => {
      const key = keys.get(draft.row);
      const held = key && found.get(key);
      if (key && !held) this.#noteUnfound(draft.row, key);
      return held ? { ...draft, held } : draft;
    });
  }

  #keyOfDeleted(row: Row): Row["key"] {
    const id = this.#asked.get(row);
    return id === undefined ? row.key : { column: "id", value: String(id) };
  }

  #noteUnfound(row: Row, key: Row["key"]): void {
    if (isFoundWhenDeleted(key) || this.#unfound.has(row)) return;
    this.#unfound.add(row);
    this.#unfoundCount += 1;
  }

  /** Deletes users in bulk, except those who are deleted already. */
  async submit(
    drafts: readonly UserDraft[],
    inBulk: SubmitInBulk<ZendeskUser, FollowUp>,
  ): Promise<readonly SentRow<FollowUp>[]> {
    const alive: UserDraft[] = [];
    const done: SentRow<FollowUp>[] = [];
    for (const draft of drafts) {
      const { held, row } = draft;
      if (held) this.#asked.set(row, held.id);
      if (held?.active === false) {
        done.push({ row, outcome: { kind: "written", effect: "deleted", zendeskId: held.id }, heldId: held.id });
      } else alive.push(draft);
    }
    return alive.length > 0 ? [...(await inBulk("delete", alive)), ...done] : done;
  }

  /** Deletes permanently whom the rows have deleted. */
  async finish(
    outcomes: ReadonlyMap<Row, Outcome>,
    drafts: readonly UserDraft[],
    context: WriteContext,
  ): Promise<ReadonlyMap<Row, Outcome>> {
    const finished = new Map<Row, Outcome>();
    let forbidden: ZendeskHttpError | undefined;
    for (const { held, row } of drafts) {
      const deleted = outcomes.get(row);
      if (!held || deleted?.kind !== "written") continue;
      try {
        finished.set(row, await this.#finishOne(held, deleted, context));
      } catch (error) {
        const outcome = outcomeOf(error, held, context);
        if (!outcome) throw error;
        if (isForbidden(error)) forbidden = error;
        finished.set(row, outcome);
      }
    }
    // A 403 is about its user only if these credentials may delete other users permanently.
    if (forbidden && !this.#isAllowed) throw forbidden;
    return finished;
  }

  async #finishOne(user: ZendeskUser, deleted: WrittenOutcome, { api, signal, warn }: WriteContext): Promise<Outcome> {
    signal.throwIfAborted();
    const deletion = (): Promise<boolean> => deletePermanently(api.client, user.id, signal);
    const isDone = await this.#pace.send(deletion, signal, () => this.#warnOfPace(warn));
    if (isDone) this.#isAllowed = true;
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
      `Zendesk deletes at most ${LIMIT.most} users permanently in 10 minutes. This sync has more users to delete, so it slows ` +
        "down to stay within the limit.",
    );
  }

  get notices(): readonly string[] {
    if (this.#unfoundCount === 0) return [];
    return [
      `permanent_deletion is on, but ${counted(this.#unfoundCount, "record")} matched no user. Zendesk cannot find deleted users by ` +
        "email address, or by an external_id that contains a comma. Users whom an earlier sync has deleted, but not permanently, " +
        "therefore remain until Zendesk deletes them permanently after 30 days. To have them deleted now, match users by id " +
        "or by external_id.",
    ];
  }
}

/** Undefined for what concerns more than this user. */
function outcomeOf(error: unknown, user: ZendeskUser, { signal }: WriteContext): Outcome | undefined {
  if (signal.aborted) return unfinished("the sync ended before the user was deleted permanently");
  if (isForbidden(error)) return refused(error, "permission_denied", user);
  return error instanceof ZendeskHttpError && error.isAboutContent ? refused(error, "zendesk_error", user) : undefined;
}

function isForbidden(error: unknown): error is ZendeskHttpError {
  return error instanceof ZendeskHttpError && error.status === 403;
}

/** Sent again, the row finds the deleted user by its id. */
function unfinished(why: string): Outcome {
  return { kind: "undecided", cause: "unreported", why };
}

function refused(error: ZendeskHttpError, reason: RejectedReason, user: ZendeskUser): Outcome {
  const said = error.description || error.code || "no reason given";
  return {
    kind: "rejected",
    rejection: {
      reason,
      message:
        `The user is deleted, but Zendesk refused to delete the user permanently (${error.status}): ${said}. Send the record ` +
        "again later, or wait for 30 days, after which Zendesk deletes the user permanently.",
      zendesk: { request_id: error.requestId, error_code: error.code },
    },
    ...(user.active !== false && { done: { kind: "written", effect: "deleted", zendeskId: user.id } }),
  };
}
