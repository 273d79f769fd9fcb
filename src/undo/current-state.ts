import type { ObjectRules } from "../fields/object-rules.ts";
import type { LookupFields } from "../objects/find/lookup-fields.ts";
import { keyNamed, onlyFound } from "../objects/keys.ts";
import type { Draft, Found, Held, ObjectType } from "../objects/object-type.ts";
import type { RequestContext } from "../objects/request-context.ts";
import { createRow } from "../objects/row.ts";
import { type Comparison, changedColumns, holdsSame } from "../objects/write/compare.ts";
import { LookupFieldIds } from "../objects/write/lookup-field-ids.ts";
import type { ChangedThing } from "./changed-things.ts";
import { keyOfThing } from "./key-of-thing.ts";

/** A thing that was changed, and what Zendesk holds of it now. */
export interface HeldThing {
  readonly thing: ChangedThing;
  readonly held: Held;
}

/** The fields whose values in Zendesk are not those before the changes, and not those after them. */
export interface Differences {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

export interface ReadObject {
  readonly object: ObjectType;
  readonly rules: ObjectRules;
  readonly lookupFields: LookupFields;
}

/** Compares the values of a change log with what Zendesk holds now, as a sync compares those of records. */
export class CurrentState {
  readonly #object: ObjectType;
  readonly #rules: ObjectRules;
  readonly #context: RequestContext;
  readonly #ids: LookupFieldIds;
  readonly #comparison: Comparison;

  constructor({ lookupFields, object, rules }: ReadObject, context: RequestContext) {
    this.#object = object;
    this.#rules = rules;
    this.#context = context;
    this.#ids = new LookupFieldIds(lookupFields);
    this.#comparison = {
      object,
      dateColumns: rules.dateColumns,
      lookupFieldId: (row, column) => this.#ids.idOf(row, column),
    };
  }

  /** Those of at most 100 things that still exist. */
  async read(things: readonly ChangedThing[]): Promise<readonly HeldThing[]> {
    const keyed = things.flatMap((thing) => {
      const key = keyOfThing(this.#object, thing);
      return key ? [{ thing, key }] : [];
    });
    const found: HeldThing[] = [];
    for (const [column, own] of Map.groupBy(keyed, ({ key }) => key.column)) {
      const values = own.map(({ key }) => key.value);
      const listed: ReadonlyMap<string, Found> = await keyNamed(this.#object, column).find(values, this.#context);
      for (const { key, thing } of own) {
        const held = onlyFound(listed.get(key.value));
        if (held && String(held.id) === String(thing.id)) found.push({ thing, held });
      }
    }
    return found;
  }

  /** The fields of each thing whose values differ from those before, and from those after, the changes. */
  async differences(things: readonly HeldThing[]): Promise<ReadonlyMap<ChangedThing, Differences>> {
    const before = await this.#comparable(things, "before");
    // What was read for one side holds for the other.
    const known = things.map(({ held, thing }, index) => ({ thing, held: before[index]?.held ?? held }));
    const after = await this.#comparable(known, "after");
    await this.#ids.read([...before, ...after], this.#context);
    return new Map(
      known.map((each, index) => [
        each.thing,
        { before: this.#changed(each, before[index]), after: this.#changed(each, after[index]) },
      ]),
    );
  }

  /** The things with the values of a side, as records of them, and with all that these have to be compared with. */
  async #comparable(things: readonly HeldThing[], side: "before" | "after"): Promise<readonly Draft[]> {
    const drafts = things.map(({ held, thing }): Draft => {
      const values = Object.fromEntries(
        [...thing.fields].map(([field, change]) => [field, this.#written(field, change[side])]),
      );
      return { row: createRow({ column: "id", value: String(thing.id) }, values, []), values, held };
    });
    const context = { ...this.#context, mode: "update", isCompared: true, areChangesShown: true } as const;
    return (await this.#object.quirks?.enrich?.(drafts, context)) ?? drafts;
  }

  /** A value as a sync would write it, if that is the same value: Zendesk shows dates as timestamps. */
  #written(field: string, value: unknown): unknown {
    const coerced = value === null ? undefined : this.#rules.ruleOf(field)?.(value);
    const isWritten =
      coerced && "value" in coerced && holdsSame(value, coerced.value, this.#rules.dateColumns.has(field));
    return isWritten ? coerced.value : value;
  }

  #changed({ held }: HeldThing, draft: Draft | undefined): ReadonlySet<string> {
    return new Set(draft && changedColumns({ ...draft, held: draft.held ?? held }, this.#comparison));
  }
}
