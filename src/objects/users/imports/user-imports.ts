import { SINGLE_UPSERTS, createUser, upsertUser } from "../../../zendesk/resources/single-user.ts";
import type { ZendeskUser } from "../../../zendesk/resources/users.ts";
import type { Draft, Payload, SentRow, SubmitInBulk, WriteAction, WriteContext } from "../../object-type.ts";
import { SingleFallback } from "../../write/single-fallback.ts";
import type { SendOne } from "../../write/single-submitter.ts";
import { ImportPermission } from "./import-permission.ts";
import { userColumns } from "../columns/user-columns.ts";
import { USERS } from "../user-keys.ts";
import type { FollowUp, SentAction, UserDraft } from "../columns/dependent-values.ts";
import type { UsersSettings } from "../users-settings.ts";

type UserPayload = (draft: UserDraft, action: SentAction) => Payload<FollowUp>;
type SendUser = SendOne<ZendeskUser, FollowUp>;

/** Inserts and upserts in bulk where the account may. */
export class UserImports {
  readonly #payload: UserPayload;
  readonly #permission: ImportPermission;
  readonly #fallback: SingleFallback<ZendeskUser, FollowUp>;

  constructor(settings: UsersSettings, payload: UserPayload) {
    this.#payload = payload;
    this.#permission = new ImportPermission(settings.when_bulk_import_disabled);
    const users = { ...USERS, columns: userColumns(settings) };
    this.#fallback = new SingleFallback(users, SINGLE_UPSERTS, (...sent) => this.#sendUser(...sent));
  }

  async submit(
    action: WriteAction,
    drafts: readonly Draft<ZendeskUser>[],
    context: WriteContext,
    inBulk: SubmitInBulk<ZendeskUser, FollowUp>,
  ): Promise<readonly SentRow<FollowUp>[]> {
    if (action === "update" || action === "delete") return inBulk(action, drafts);
    if (this.#permission.isMissing) return this.#fallback.submit(action, drafts, context, inBulk);
    try {
      return await inBulk(action, drafts);
    } catch (error) {
      if (!(await this.#permission.explains(error, context))) throw error;
      return this.#fallback.submit(action, drafts, context, inBulk);
    }
  }

  async #sendUser(...[action, draft, { api, signal }]: Parameters<SendUser>): ReturnType<SendUser> {
    const [send, sent] = action === "create" ? ([createUser, "create"] as const) : ([upsertUser, "upsert"] as const);
    const { body, later } = this.#payload({ ...draft, isSentLate: true }, sent);
    return { ...(await send(api.client, body, signal)), later };
  }
}
