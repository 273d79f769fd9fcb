import type { ZendeskUser } from "../../../zendesk/resources/users.ts";
import { counted } from "../../../text/counted.ts";
import type { Draft, SentRow, SubmitInBulk } from "../../object-type.ts";
import type { RequestContext } from "../../request-context.ts";
import type { Row } from "../../row.ts";
import { findSoftDeleted, isFoundWhenDeleted } from "./soft-deleted-users.ts";
import type { FollowUp } from "../columns/dependent-values.ts";

type UserDraft = Draft<ZendeskUser>;

/** Deletions of users who may be deleted already, and are to be deleted permanently afterwards. */
export class SoftDeletion {
  /** Whom a row was to delete, for rows that are sent again because Zendesk did not say whether it did. */
  readonly #asked = new WeakMap<Row, number>();
  readonly #unfound = new WeakSet<Row>();
  #unfoundCount = 0;

  /** Rows whose user is already deleted, but not permanently, find that user. */
  async enrich(drafts: readonly UserDraft[], context: RequestContext): Promise<readonly UserDraft[]> {
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

  get notices(): readonly string[] {
    if (this.#unfoundCount === 0) return [];
    return [
      `permanent_deletion is on, but ${counted(this.#unfoundCount, "record")} matched no user. Zendesk cannot find deleted users by ` +
        "email address, or by an external_id that contains a comma. Users that an earlier sync has deleted, but not permanently, " +
        "therefore remain until Zendesk deletes them permanently after 30 days. To have them deleted now, match users by id " +
        "or by external_id.",
    ];
  }
}
