import { type SingleUserResult, SINGLE_UPSERTS, createUser, upsertUser } from "../../zendesk/resources/single-user.ts";
import { WindowPace } from "../../zendesk/rate-limit/window-pace.ts";
import type { ZendeskUser } from "../../zendesk/resources/users.ts";
import type { WriteAction, Draft, SentRow, SubmitInBulk, WriteContext } from "../object-type.ts";
import { tryRequest } from "../write/explain/refused-request.ts";
import { SingleSubmitter } from "../write/single-submitter.ts";
import { splitByExistence } from "../find/split-by-existence.ts";
import { ImportPermission } from "./import-permission.ts";
import { userColumns } from "./columns/user-columns.ts";
import { USER_KEYS } from "./user-keys.ts";
import { type FollowUp, userPayload } from "./user-payload.ts";
import type { UsersSettings } from "./users-settings.ts";

type UserDraft = Draft<ZendeskUser>;
type SentUser = SentRow<FollowUp>;
const USERS = { keys: USER_KEYS, noun: { one: "user", many: "users" } };

type InBulk = SubmitInBulk<ZendeskUser, FollowUp>;

/**
 * Inserts and upserts in bulk where the account may. Without the permission, users that a list of external ids finds
 * are updated in bulk, and the others are sent one by one.
 */
export class UserImports {
  readonly #settings: UsersSettings;
  readonly #permission: ImportPermission;
  readonly #pace = new WindowPace(SINGLE_UPSERTS);
  readonly #singly: SingleSubmitter<ZendeskUser, FollowUp>;

  constructor(settings: UsersSettings) {
    this.#settings = settings;
    this.#permission = new ImportPermission(settings.when_bulk_import_disabled);
    this.#singly = new SingleSubmitter({ ...USERS, columns: userColumns(settings) }, (action, draft, context) =>
      this.#submitUser(action, draft, context),
    );
  }

  async submit(
    action: WriteAction,
    drafts: readonly UserDraft[],
    context: WriteContext,
    inBulk: InBulk,
  ): Promise<readonly SentUser[]> {
    const isImport = action === "upsert" || action === "create";
    if (isImport && this.#permission.isMissing) return this.#withoutImport(action, drafts, context, inBulk);
    try {
      return await inBulk(action, drafts);
    } catch (error) {
      if (!(await this.#permission.explains(error, context))) throw error;
      return this.#withoutImport(action, drafts, context, inBulk);
    }
  }

  async #withoutImport(
    action: WriteAction,
    drafts: readonly UserDraft[],
    context: WriteContext,
    inBulk: InBulk,
  ): Promise<readonly SentUser[]> {
    if (action === "create") return this.#singly.submit(action, drafts, context);
    const split = await tryRequest(splitByExistence(USERS, drafts, context));
    if ("refused" in split) {
      // A single upsert needs no look-up. In a batch, bisecting finds the row whose key cannot be looked up.
      if (drafts.length === 1) return this.#pace.inSeries(() => this.#singly.submit(action, drafts, context));
      return drafts.map(({ row }) => ({ row, outcome: split.refused }));
    }
    const { known, others } = split.found;
    const updated = known.length > 0 ? await inBulk("update", known) : [];
    if (known.length > 0) this.#singly.noteWritten();
    if (others.length === 0) return updated;
    return [...updated, ...(await this.#pace.inSeries(() => this.#singly.submit(action, others, context)))];
  }

  async #submitUser(
    action: WriteAction,
    draft: UserDraft,
    { api, signal }: WriteContext,
  ): Promise<SingleUserResult & Later> {
    const isCreation = action === "create";
    const { body, later } = userPayload(
      { ...draft, isSentLate: true },
      isCreation ? "create" : "upsert",
      this.#settings,
    );
    const answer = await (isCreation
      ? createUser(api.client, body, signal)
      : this.#pace.send(() => upsertUser(api.client, body, signal), signal));
    return { ...answer, later };
  }
}

type Later = Pick<SentUser, "later">;
