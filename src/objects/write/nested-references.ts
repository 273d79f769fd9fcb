import { isJsonObject } from "airbyte-cdk-typescript";
import { combineRejections } from "../combine-rejections.ts";
import type { Dependency } from "../dependency.ts";
import type { Draft, Held } from "../object-type.ts";
import type { ZendeskId } from "../outcome.ts";
import { dependencyOn } from "../references/dependency.ts";
import { type Reference, readKeys } from "../references/read-references.ts";
import type { Rejection } from "../rejection.ts";
import { type Relation, type RelationField, idColumnOf } from "../relation.ts";
import type { RequestContext } from "../request-context.ts";
import { type FieldValues, type Row, without } from "../row.ts";
import { findIds, missingReference } from "./resolve-relations.ts";

type Item = Readonly<Record<string, unknown>>;
type Ids = ReadonlyMap<Reference, ZendeskId>;

/** A relation of the objects in some columns, such as each comment's author. A column holds one object, or a list. */
export interface NestedRelation extends RelationField {
  readonly columns: readonly string[];
}

/** Replaces references in the objects of a record's columns by Zendesk's ids. */
export class NestedReferences {
  readonly #relation: NestedRelation & Relation;
  /** Why a row refers to something that does not exist. */
  readonly #missing = new WeakMap<Row, Rejection>();

  constructor(relation: NestedRelation & Relation) {
    this.#relation = relation;
  }

  /** Objects without a reference get the id that `otherwise` gives. */
  async resolve<H extends Held>(
    drafts: readonly Draft<H>[],
    otherwise: () => Promise<ZendeskId>,
    context: RequestContext,
  ): Promise<readonly Draft<H>[]> {
    const relation = this.#relation;
    const references = new Map(drafts.map(({ row, values }) => [row, readNested(values, relation)]));
    const all = [...references.values()].flatMap((own) => [...own.values()]);
    const ids = await findIds(all, relation.directory, context);
    const other = drafts.some(({ values }) => hasItems(values, relation)) ? await otherwise() : undefined;
    return drafts.map((draft) => {
      const own = references.get(draft.row) ?? new Map<Item, Reference>();
      this.#note(
        draft.row,
        [...own.values()].filter((reference) => !ids.has(reference)),
      );
      return { ...draft, values: withIds(draft.values, relation, (item) => idIn(ids, own.get(item)) ?? other) };
    });
  }

  missingFor(row: Row): Rejection | undefined {
    return this.#missing.get(row);
  }

  #note(row: Row, missing: readonly Reference[]): void {
    const { target } = this.#relation;
    const rejections = missing.map((reference) => missingReference(reference, target));
    if (missing.length === 0) this.#missing.delete(row);
    else this.#missing.set(row, combineRejections(rejections));
  }
}

function idIn(ids: Ids, reference: Reference | undefined): ZendeskId | undefined {
  return reference && ids.get(reference);
}

/** What the objects in a record's columns refer to. */
export function nestedDependencies(values: FieldValues, relation: NestedRelation): readonly Dependency[] {
  const { object } = relation.target;
  if (object === undefined) return [];
  return [...readNested(values, relation).values()].map(({ keys }) => dependencyOn(keys, object));
}

function readNested(values: FieldValues, relation: NestedRelation): ReadonlyMap<Item, Reference> {
  return new Map(
    relation.columns.flatMap((column) =>
      itemsIn(values[column]).flatMap((item) => {
        const id = item[idColumnOf(relation)];
        const keys = readKeys(item[relation.field] ?? (id !== undefined && { id }));
        return keys.length === 0 ? [] : [[item, { column, keys }] as const];
      }),
    ),
  );
}

function hasItems(values: FieldValues, { columns }: NestedRelation): boolean {
  return columns.some((column) => itemsIn(values[column]).length > 0);
}

function itemsIn(value: unknown): readonly Item[] {
  return [value].flat().filter(isJsonObject);
}

function withIds(
  values: FieldValues,
  relation: NestedRelation,
  idOf: (item: Item) => ZendeskId | undefined,
): FieldValues {
  const resolved = (item: Item): Item => ({ ...without(item, relation.field), [idColumnOf(relation)]: idOf(item) });
  const placed = relation.columns.flatMap((column): readonly (readonly [string, unknown])[] => {
    const value = values[column];
    if (Array.isArray(value)) return [[column, itemsIn(value).map(resolved)]];
    return isJsonObject(value) ? [[column, resolved(value)]] : [];
  });
  return { ...values, ...Object.fromEntries(placed) };
}
