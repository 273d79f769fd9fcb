import type { ObjectRules } from "../fields/object-rules.ts";
import { DeletionAllowance } from "../objects/deletion-allowance.ts";
import type { LookupFields } from "../objects/find/lookup-fields.ts";
import { columnsOfKey, keyOf, onlyFound } from "../objects/keys.ts";
import type { Draft, Found, Held, ObjectType } from "../objects/object-type.ts";
import type { RequestContext } from "../objects/request-context.ts";
import { type FieldValues, type KeyValue, createRow } from "../objects/row.ts";
import { type Comparison, changedColumns } from "../objects/write/compare.ts";
import { LookupFieldIds } from "../objects/write/lookup-field-ids.ts";
import type { ChangedThing } from "./changed-things.ts";

/** A thing that was changed, and what Zendesk holds of it now. */
export interface HeldThing {
  readonly thing: ChangedThing;
  readonly held: Held;
}

export interface ReadObject {
  readonly object: ObjectType;
  readonly rules: ObjectRules;
  readonly lookupFields: LookupFields;
}

/** Compares the values of a change log with what Zendesk holds now, as a sync compares those of records. */
export class CurrentState {
  readonly #object: ObjectType;
  readonly #context: RequestContext;
  readonly #ids: LookupFieldIds;
  readonly #comparison: Comparison;

  constructor({ lookupFields, object, rules }: ReadObject, context: RequestContext) {
    this.#object = object;
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
    const byKey = Map.groupBy(things, (thing) => keyFor(this.#object, thing).column);
    const found: HeldThing[] = [];
    for (const [column, own] of byKey) {
      const key = this.#object.keys.find((each) => each.column === column);
      if (!key) throw new Error(`${this.#object.name} have no key ${column}`);
      const values = own.map((thing) => keyFor(this.#object, thing).value);
      const listed: ReadonlyMap<string, Found> = await key.find(values, this.#context);
      for (const [index, thing] of own.entries()) {
        const held = onlyFound(listed.get(values[index] ?? ""));
        if (held && String(held.id) === String(thing.id)) found.push({ thing, held });
      }
    }
    return found;
  }

  /** The fields of each thing whose values differ from those before, or after, the changes. */
  async differing(
    things: readonly HeldThing[],
    side: "before" | "after",
  ): Promise<ReadonlyMap<ChangedThing, ReadonlySet<string>>> {
    const drafts = things.map(({ held, thing }): Draft => {
      const values = Object.fromEntries([...thing.fields].map(([field, change]) => [field, change[side]]));
      return { row: createRow({ column: "id", value: String(thing.id) }, values, []), values, held };
    });
    const deletions = new DeletionAllowance(0, ignore);
    const shown = { mode: "update", isCompared: true, areChangesShown: true } as const;
    const context = { ...this.#context, ...shown, deletions, warn: ignore, wasSubmitted: () => false };
    const enriched = (await this.#object.quirks?.enrich?.(drafts, context)) ?? drafts;
    await this.#ids.read(enriched, this.#context);
    return new Map(
      things.map(({ held, thing }, index) => {
        const draft = enriched[index];
        const columns = draft ? changedColumns({ ...draft, held: draft.held ?? held }, this.#comparison) : [];
        return [thing, new Set(columns)];
      }),
    );
  }
}

function ignore(): void {}

/** Zendesk's id, or for things without one that finds them, what they consist of. */
function keyFor(object: ObjectType, { fields, id }: ChangedThing): KeyValue {
  if (object.keys.some(({ column }) => column === "id")) return { column: "id", value: String(id) };
  const values: FieldValues = Object.fromEntries([...fields].map(([field, { after }]) => [field, after]));
  const key = object.keys.find((each) => columnsOfKey(each).every((column) => fields.has(column)));
  return (key && keyOf(key, values)) ?? { column: object.keys[0]?.column ?? "", value: "" };
}
