import { ZendeskHttpError } from "../../zendesk/http/errors.ts";
import { createUser, upsertUser } from "../../zendesk/resources/single-user.ts";
import { UpsertPace } from "../../zendesk/resources/upsert-pace.ts";
import type { ZendeskUser } from "../../zendesk/resources/users.ts";
import type { BulkAction, Draft, SentRow, SubmitInBulk, WriteContext } from "../object-type.ts";
import { onlyFound } from "../keys.ts";
import { findRows } from "../write/find-rows.ts";
import { refusedRequest, tryRequest } from "../write/refused-request.ts";
import { forbiddenOutcome, singleOutcome } from "../write/row-outcome.ts";
import { ImportPermission } from "./import-permission.ts";
import { isSearchedUser } from "./user-comparison.ts";
import { USER_KEYS } from "./user-keys.ts";
import { type FollowUp, userPayload } from "./user-payload.ts";
import type { UsersSettings } from "./users-settings.ts";

type UserDraft = Draft<ZendeskUser>;
type SentUser = SentRow<FollowUp>;
type InBulk = SubmitInBulk<ZendeskUser, FollowUp>;

const USERS = { keys: USER_KEYS, noun: { one: "user", many: "users" } };

/**
 * Inserts and upserts in bulk where the account may. Without the permission, users that a list of external ids finds
 * are updated in bulk, and the others are sent one by one.
 */
export class SingleUserWriter {
  readonly #settings: UsersSettings;
  readonly #permission: ImportPermission;
  readonly #pace = new UpsertPace();
  /** Whether Zendesk has accepted or validated any user sent with these credentials. */
  #mayWrite = false;

  constructor(settings: UsersSettings) {
    this.#settings = settings;
    this.#permission = new ImportPermission(settings.when_bulk_import_disabled);
  }

  async submit(
    action: BulkAction,
    drafts: readonly UserDraft[],
    context: WriteContext,
    inBulk: InBulk,
  ): Promise<readonly SentUser[]> {
    const isImport = action === "upsert" || action === "create";
    if (isImport && this.#permission.isMissing) return this.#withoutImport(drafts, context, inBulk);
    try {
      return await inBulk(action, drafts);
    } catch (error) {
      if (!(await this.#permission.explains(error, context))) throw error;
      return this.#withoutImport(drafts, context, inBulk);
    }
  }

  async #withoutImport(
    drafts: readonly UserDraft[],
    context: WriteContext,
    inBulk: InBulk,
  ): Promise<readonly SentUser[]> {
    if (context.mode === "insert") return this.#submitSingly(drafts, context);
    const split = await tryRequest(splitByExistence(drafts, context));
    if ("refused" in split) {
      // A single upsert needs no look-up. In a batch, bisecting finds the row whose key cannot be looked up.
      if (drafts.length === 1) return this.#pace.inSeries(() => this.#submitSingly(drafts, context));
      return drafts.map(({ row }) => ({ row, outcome: split.refused }));
    }
    const { known, others } = split.found;
    const updated = known.length > 0 ? await inBulk("update", known) : [];
    if (known.length > 0) this.#mayWrite = true;
    if (others.length === 0) return updated;
    return [...updated, ...(await this.#pace.inSeries(() => this.#submitSingly(others, context)))];
  }

  /** Once the sync must end, the rest is not sent, and gets no outcome. */
  async #submitSingly(drafts: readonly UserDraft[], context: WriteContext): Promise<readonly SentUser[]> {
    const sent: SingleUser[] = [];
    for (const draft of drafts) {
      sent.push(context.signal.aborted ? unsent(draft) : await this.#submitUser(draft, context));
    }
    // A 403 is about its user only if these credentials may write other users.
    const forbidden = sent.find(({ refusal }) => refusal)?.refusal;
    if (forbidden && !this.#mayWrite) throw forbidden;
    return sent;
  }

  async #submitUser(draft: UserDraft, context: WriteContext): Promise<SingleUser> {
    const { row } = draft;
    const { api, mode, signal } = context;
    const action = mode === "insert" ? "create" : "upsert";
    const { body, later } = userPayload({ ...draft, isSentLate: true }, action, this.#settings);
    try {
      const { requestId, result } = await (action === "create"
        ? createUser(api.client, body, signal)
        : this.#pace.send(() => upsertUser(api.client, body, signal), signal));
      this.#mayWrite = true;
      const heldId = "id" in result ? result.id : undefined;
      return { row, outcome: singleOutcome(result, requestId, { object: USERS, mode }), heldId, later };
    } catch (error) {
      if (signal.aborted) return unsent(draft);
      if (isForbidden(error)) return { row, outcome: forbiddenOutcome(error, { object: USERS }), refusal: error };
      const outcome = refusedRequest(error);
      if (!outcome) throw error;
      return { row, outcome };
    }
  }
}

interface SingleUser extends SentUser {
  readonly refusal?: ZendeskHttpError;
}

function isForbidden(error: unknown): error is ZendeskHttpError {
  return error instanceof ZendeskHttpError && error.status === 403;
}

/**
 * Users whom a list of external ids shows to exist, and the rest: an address, or an external id with a comma, could only
 * be searched for, in an index that lags.
 */
async function splitByExistence(
  drafts: readonly UserDraft[],
  context: WriteContext,
): Promise<{ readonly known: readonly UserDraft[]; readonly others: readonly UserDraft[] }> {
  const sought = drafts.filter(({ held, row }) => !held && !isSearchedUser(row));
  const found = await findRows(
    USERS,
    sought.map(({ row }) => row),
    context,
  );
  const known: (UserDraft & { readonly isUpsert: true })[] = [];
  const others: UserDraft[] = [];
  for (const draft of drafts) {
    const held = isSearchedUser(draft.row) ? undefined : (draft.held ?? onlyFound(found.get(draft.row)));
    if (held) known.push({ ...draft, held, isUpsert: true });
    else others.push(draft);
  }
  return { known, others };
}

function unsent({ row }: UserDraft): SentUser {
  return { row, outcome: { kind: "unknown", cause: "silent", why: "the sync was to end before it was sent" } };
}
