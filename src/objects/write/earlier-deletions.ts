import type { Draft, Held, SentRow, SubmitInBulk } from "../object-type.ts";
import type { ZendeskId } from "../outcome.ts";
import type { RequestContext } from "../request-context.ts";
import type { KeyValue, Row } from "../row.ts";

/** How things of an object are found once they are deleted, as long as they are not deleted permanently. */
interface DeletedThings<H extends Held> {
  readonly wasDeleted: (held: H) => boolean;
  /** Whether Zendesk can find deleted things by the key. */
  readonly isFindable: (key: KeyValue) => boolean;
  readonly find: (keys: readonly KeyValue[], context: RequestContext) => Promise<ReadonlyMap<KeyValue, H>>;
  /** A warning that so many records matched nothing, and have keys by which deleted things cannot be found. */
  readonly describeUnfindable: (count: number) => string;
}

/** Deletions of things that may be deleted already, and are to be deleted permanently afterwards. */
export class EarlierDeletions<H extends Held, FollowUp> {
  readonly #things: DeletedThings<H>;
  /** What a row was to delete, for rows that are sent again because Zendesk did not say whether it did. */
  readonly #asked = new WeakMap<Row, ZendeskId>();
  readonly #unfindable = new WeakSet<Row>();
  #unfindableCount = 0;

  constructor(things: DeletedThings<H>) {
    this.#things = things;
  }

  /** Rows whose thing is already deleted, but not permanently, find that thing. */
  async enrich(drafts: readonly Draft<H>[], context: RequestContext): Promise<readonly Draft<H>[]> {
    const keys = new Map(drafts.filter(({ held }) => !held).map(({ row }) => [row, this.#keyOfDeleted(row)] as const));
    const found = await this.#things.find(
      [...keys.values()].filter((key) => this.#things.isFindable(key)),
      context,
    );
    return drafts.map((draft) => {
      const key = keys.get(draft.row);
      const held = key && found.get(key);
      if (key && !held) this.#noteUnfound(draft.row, key);
      return held ? { ...draft, held } : draft;
    });
  }

  #keyOfDeleted(row: Row): KeyValue {
    const id = this.#asked.get(row);
    return id === undefined ? row.key : { column: "id", value: String(id) };
  }

  #noteUnfound(row: Row, key: KeyValue): void {
    if (this.#things.isFindable(key) || this.#unfindable.has(row)) return;
    this.#unfindable.add(row);
    this.#unfindableCount += 1;
  }

  /** Deletes things in bulk, except those that are deleted already. */
  async submit(drafts: readonly Draft<H>[], inBulk: SubmitInBulk<H, FollowUp>): Promise<readonly SentRow<FollowUp>[]> {
    const alive: Draft<H>[] = [];
    const done: SentRow<FollowUp>[] = [];
    for (const draft of drafts) {
      const { held, row } = draft;
      if (held) this.#asked.set(row, held.id);
      if (held && this.#things.wasDeleted(held)) {
        done.push({ row, outcome: { kind: "written", effect: "deleted", zendeskId: held.id }, heldId: held.id });
      } else alive.push(draft);
    }
    return alive.length > 0 ? [...(await inBulk("delete", alive)), ...done] : done;
  }

  get notices(): readonly string[] {
    const count = this.#unfindableCount;
    return count === 0 ? [] : [this.#things.describeUnfindable(count)];
  }
}
