import { hashTextWidely } from "../../compact/hash-text.ts";
import { NumberTable } from "../../compact/number-table.ts";
import { imaginedId, isReal } from "../imagined-id.ts";
import { comparedKey, identitiesOf, identityOf, keyNamed } from "../keys.ts";
import type { Imagined } from "../relation.ts";
import type { Draft, Foreseen, ObjectType, WriteContext } from "../object-type.ts";
import type { Outcome, WrittenOutcome } from "../outcome.ts";
import type { LookupFields } from "../find/lookup-fields.ts";
import type { Row, WriteMode } from "../row.ts";
import type { Comparison } from "./compare.ts";
import { LookupFieldFailures } from "./explain/lookup-field-failures.ts";
import { rejected } from "./explain/rejections.ts";
import { predictOutcome } from "./predicted-outcome.ts";

/** For the keys of what a dry run would have created or deleted: room for about 1,000,000. */
const MAX_BYTES = 16_000_000;
const DELETED = 0;

/** A sync in which nothing is sent. It remembers what would have happened, so that later records count right. */
export class DryRun {
  readonly #object: ObjectType;
  readonly #comparison: Comparison;
  /** By a key's hash: `DELETED`, or the number of what would have been created. */
  readonly #imagined = new NumberTable(MAX_BYTES);
  readonly #lookupFieldFailures: LookupFieldFailures;
  /** Rows that Zendesk would refuse now. */
  readonly #refused = new WeakMap<Row, Outcome>();
  /** Rows whose keys something else may have. */
  readonly #foreseen = new WeakMap<Row, Foreseen>();
  #created = 0;
  #isFull = false;

  constructor(object: ObjectType, comparison: Comparison, lookupFields: LookupFields) {
    this.#object = object;
    this.#lookupFieldFailures = new LookupFieldFailures(lookupFields);
    this.#comparison = comparison;
    object.directory?.foresee((identity) => this.#idOf(identity));
  }

  /** The draft with what it would find. An imagined thing has no fields: they are not kept. */
  imagine(read: Draft, mode: WriteMode): Draft {
    const draft = this.#foreseen.get(read.row)?.draft ?? read;
    if (draft.held && isReal(draft.held) && this.#idOf(identityOf("id", String(draft.held.id))) !== null) return draft;
    for (const identity of this.#sought(draft, mode)) {
      const id = this.#idOf(identity);
      if (id === null) return { ...draft, held: undefined };
      if (id !== undefined) return { ...draft, held: { id } };
    }
    return draft;
  }

  imagineAll(drafts: readonly Draft[], { mode }: Pick<WriteContext, "mode">): readonly Draft[] {
    return drafts.map((draft) => this.imagine(draft, mode));
  }

  #idOf(identity: string): Imagined {
    const number = this.#imagined.get(hashTextWidely(identity));
    if (number === DELETED) return null;
    return number === undefined ? undefined : imaginedId(number);
  }

  /** Looks up what Zendesk itself would: what the batch refers to, and what has its keys. */
  async lookAhead(drafts: readonly Draft[], context: WriteContext): Promise<void> {
    const { api, mode, signal } = context;
    if (mode === "delete") return;
    for (const { row } of drafts) {
      this.#refused.delete(row);
      this.#foreseen.delete(row);
    }
    const refused = await this.#lookupFieldFailures.predict(drafts, context);
    for (const [row, outcome] of refused) this.#refused.set(row, outcome);
    const open = drafts.filter(({ row }) => !refused.has(row)).map((draft) => this.imagine(draft, mode));
    const imagined = (identity: string) => this.#idOf(identity);
    const foreseen = await this.#object.quirks?.foresee?.(open, { api, mode, signal, imagined });
    for (const [row, own] of foreseen ?? []) this.#foreseen.set(row, own);
  }

  predict(draft: Draft, { mode, warn }: WriteContext): Outcome {
    const foreseen = this.#foreseen.get(draft.row);
    if (foreseen?.rejection) return rejected(foreseen.rejection);
    const outcome = this.#refused.get(draft.row) ?? predictOutcome(draft, mode, this.#object, this.#comparison);
    if (outcome.kind !== "written") return outcome;
    if (outcome.effect === "deleted") this.#remember(this.#identitiesOfDeleted(draft), DELETED, warn);
    const known: WrittenOutcome = foreseen?.hasUncheckedKey ? { ...outcome, hasUncheckedKey: true } : outcome;
    if (outcome.effect !== "created") return known;
    this.#created += 1;
    this.#remember(this.#identitiesOf(draft), this.#created, warn);
    return { ...known, zendeskId: imaginedId(this.#created) };
  }

  /** By what the row finds its thing: by any of its keys, where an upsert leaves that to Zendesk and not to a look-up. */
  #sought(draft: Draft, mode: WriteMode): Iterable<string> {
    const { upsert } = this.#object.actions;
    if (mode === "upsert" && upsert && "path" in upsert) return this.#identitiesOf(draft);
    const { held, row } = draft;
    const { column, value } = row.key;
    const key = identityOf(column, comparedKey(value, keyNamed(this.#object, column)) ?? "");
    return held ? [key, identityOf("id", String(held.id))] : [key];
  }

  /** What was found counts too, and the keys in the record: two records may mean one thing by different keys. */
  #identitiesOf({ held, row, values }: Draft): ReadonlySet<string> {
    const own = new Set([...row.identities, ...identitiesOf(this.#object, values)]);
    return held && isReal(held) ? own.add(identityOf("id", String(held.id))) : own;
  }

  /** Later records may refer to it by keys that this record does not have. */
  #identitiesOfDeleted(draft: Draft): ReadonlySet<string> {
    const { held } = draft;
    return new Set([...this.#identitiesOf(draft), ...(held && isReal(held) ? identitiesOf(this.#object, held) : [])]);
  }

  #remember(identities: ReadonlySet<string>, number: number, warn: (message: string) => void): void {
    for (const identity of identities) {
      if (this.#imagined.set(hashTextWidely(identity), number) || this.#isFull) continue;
      this.#isFull = true;
      warn(
        `This dry run has too many new ${this.#object.noun.many} to remember them all. From now on, each record of a ` +
          `new ${this.#object.noun.one} counts as created.`,
      );
    }
  }
}
