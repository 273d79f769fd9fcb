import { hashTextWidely } from "../../compact/hash-text.ts";
import { NumberTable } from "../../compact/number-table.ts";
import { imaginedId, isReal } from "../imagined-id.ts";
import { identitiesOf, identityOf } from "../keys.ts";
import type { Imagined } from "../relation.ts";
import type { Draft, ObjectType, WriteContext } from "../object-type.ts";
import type { Outcome } from "../outcome.ts";
import type { LookupFields } from "../find/lookup-fields.ts";
import type { Row } from "../row.ts";
import type { Comparison } from "./compare.ts";
import { LookupFieldFailures } from "./explain/lookup-field-failures.ts";
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
  #created = 0;
  #isFull = false;

  constructor(object: ObjectType, comparison: Comparison, lookupFields: LookupFields) {
    this.#object = object;
    this.#lookupFieldFailures = new LookupFieldFailures(lookupFields);
    this.#comparison = comparison;
    object.directory?.foresee((identity) => this.#idOf(identity));
  }

  /** The draft with what it would find. An imagined thing has no fields: they are not kept. */
  imagine(draft: Draft): Draft {
    for (const identity of this.#identitiesOf(draft)) {
      const id = this.#idOf(identity);
      if (id === null) return { ...draft, held: undefined };
      if (id !== undefined) return { ...draft, held: { id } };
    }
    return draft;
  }

  #idOf(identity: string): Imagined {
    const number = this.#imagined.get(hashTextWidely(identity));
    if (number === DELETED) return null;
    return number === undefined ? undefined : imaginedId(number);
  }

  /** Looks up what the batch refers to where Zendesk itself would. */
  async lookUpTargets(drafts: readonly Draft[], context: WriteContext): Promise<void> {
    if (context.mode === "delete") return;
    const refused = await this.#lookupFieldFailures.predict(drafts, context);
    for (const { row } of drafts) this.#refused.delete(row);
    for (const [row, outcome] of refused) this.#refused.set(row, outcome);
  }

  predict(draft: Draft, { mode, warn }: WriteContext): Outcome {
    const outcome = this.#refused.get(draft.row) ?? predictOutcome(draft, mode, this.#object, this.#comparison);
    if (outcome.kind !== "written") return outcome;
    if (outcome.effect === "deleted") this.#remember(this.#identitiesOfDeleted(draft), DELETED, warn);
    if (outcome.effect !== "created") return outcome;
    this.#created += 1;
    this.#remember(this.#identitiesOf(draft), this.#created, warn);
    return { ...outcome, zendeskId: imaginedId(this.#created) };
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
