import { numberText } from "../../json/exact-json.ts";
import { combineRejections } from "../combine-rejections.ts";
import type { RequestContext } from "../request-context.ts";
import {
  type NamedRelation,
  type Reference,
  type Relation,
  type Target,
  columnsOfRelation,
  idColumnOf,
} from "../relation.ts";
import type { ZendeskId } from "../outcome.ts";
import type { Rejection } from "../rejection.ts";
import { type FieldValues, type Row, without } from "../row.ts";
import { thingNamed } from "./things.ts";

export type Resolved = { readonly values: FieldValues } | { readonly rejection: Rejection };

/** How a record names something. */
export interface Naming {
  /** The column that names it. */
  readonly column: string;
  /** The first one that finds something counts. */
  readonly references: readonly Reference[];
}

/**
 * Replaces what records name by Zendesk's ids. A record that names something that does not exist is rejected before any
 * of it is written.
 */
export async function resolveRelations(
  rows: readonly Row[],
  relations: readonly Relation[],
  context: RequestContext,
): Promise<ReadonlyMap<Row, Resolved>> {
  const resolved = new Map(rows.map((row) => [row, row.values]));
  const missing = new Map<Row, Rejection[]>();
  for (const relation of relations) {
    const namings = new Map([...resolved].map(([row, values]) => [row, namingsOf(values, relation)]));
    const ids = await findIds([...namings.values()].flat(), relation, context);
    for (const [row, own] of namings) {
      const found = own.flatMap((naming) => ids.get(naming) ?? []);
      resolved.set(row, place(resolved.get(row) ?? {}, relation, found));
      const absent = own.filter((naming) => !ids.has(naming)).map((naming) => missingNamed(naming, relation.target));
      if (absent.length > 0) missing.set(row, [...(missing.get(row) ?? []), ...absent]);
    }
  }
  return new Map(
    [...resolved].map(([row, values]) => {
      const rejections = missing.get(row);
      return [row, rejections ? { rejection: combineRejections(rejections) } : { values }];
    }),
  );
}

type Ids = ReadonlyMap<Naming, ZendeskId>;

/** Tries the next key only if the one before found nothing. */
export async function findIds(
  namings: readonly Naming[],
  { references }: Pick<Relation, "references">,
  context: RequestContext,
): Promise<Ids> {
  const ids = new Map<Naming, ZendeskId>();
  let open = namings;
  for (let attempt = 0; open.length > 0; attempt++) {
    const asked = open.flatMap((naming) => {
      const reference = naming.references[attempt];
      return reference ? [{ naming, reference }] : [];
    });
    const found = await references.idsOf(
      asked.map(({ reference }) => reference),
      context,
    );
    for (const [index, { naming }] of asked.entries()) {
      const id = found[index];
      if (id !== undefined) ids.set(naming, id);
    }
    open = asked.flatMap(({ naming }) => (ids.has(naming) ? [] : [naming]));
  }
  return ids;
}

/** If the record names nothing but a column is null, the reference is cleared. */
function place(values: FieldValues, relation: NamedRelation, ids: readonly ZendeskId[]): FieldValues {
  const columns = columnsOfRelation(relation);
  const given = columns.map((column) => values[column]).filter((value) => value !== undefined);
  const single = ids[0] ?? (given.includes(null) ? null : undefined);
  const list = given.length > 0 ? [...new Set(ids)] : undefined;
  const placed = relation.most === undefined ? single : list;
  return { ...without(values, ...columns), ...(placed !== undefined && { [idColumnOf(relation)]: placed }) };
}

export function missingNamed({ column, references }: Naming, target: Target): Rejection {
  const keys = references.map((reference) => reference.column).join(" or ");
  return {
    reason: "not_found",
    field: column,
    message: `No ${target.noun} in Zendesk matches the ${keys} in the column "${column}". Create the ${target.noun} in Zendesk first, or correct the record.`,
    missing: target.object === undefined ? undefined : [thingNamed(references, target.object)],
  };
}

/** The first column that names something. Its rule has left one key, or each key that a text may be. */
export function namingsOf(values: FieldValues, relation: NamedRelation): readonly Naming[] {
  const column = columnsOfRelation(relation).find((each) => values[each] !== undefined && values[each] !== null);
  if (column === undefined) return [];
  const value = values[column];
  const named: readonly unknown[] = relation.most !== undefined && Array.isArray(value) ? value : [value];
  return named.map((each) => ({ column, references: referencesIn(each, column, relation) }));
}

function referencesIn(value: unknown, column: string, relation: NamedRelation): readonly Reference[] {
  if (column === idColumnOf(relation)) return [{ column: "id", value: textOf(value) }];
  if (column !== relation.field) return [{ column: column.slice(relation.field.length + 1), value: textOf(value) }];
  return referencesOf(value);
}

/** The keys to look for, in order, from what a rule made of a text or an object. */
export function referencesOf(value: unknown): readonly Reference[] {
  return Object.entries(Object(value)).map(([key, own]) => ({ column: key, value: textOf(own) }));
}

function textOf(value: unknown): string {
  return numberText(value) ?? String(value);
}
