import { combineRejections } from "../combine-rejections.ts";
import type { ZendeskId } from "../outcome.ts";
import { dependencyOn } from "../references/dependency.ts";
import { type Reference, readReferences } from "../references/read-references.ts";
import type { Rejection } from "../rejection.ts";
import {
  type IdDirectory,
  type Relation,
  type RelationField,
  type Target,
  columnsOfRelation,
  idColumnOf,
} from "../relation.ts";
import type { RequestContext } from "../request-context.ts";
import { type FieldValues, type Row, without } from "../row.ts";
import { referenceNotFound } from "./explain/rejections.ts";

/** A row's values with ids, or why it is rejected. */
export type Resolved = ResolvedValues | { readonly rejection: Rejection };

/** A row that refers to nothing stands for itself. */
type ResolvedValues = Pick<Row, "values">;

/**
 * Replaces references by Zendesk's ids. A record that refers to something that does not exist is rejected before any of it
 * is written.
 */
export async function resolveRelations(
  rows: readonly Row[],
  relations: readonly Relation[],
  context: RequestContext,
): Promise<ReadonlyMap<Row, Resolved>> {
  const resolved = new Map<Row, ResolvedValues>();
  for (const row of rows) resolved.set(row, row);
  const missing = new Map<Row, Rejection[]>();
  for (const relation of relations) {
    const references = new Map<Row, readonly Reference[]>();
    const columns = columnsOfRelation(relation);
    for (const row of rows) {
      const { values } = resolved.get(row) ?? row;
      if (hasColumn(values, columns)) references.set(row, readReferences(values, relation));
    }
    if (references.size === 0) continue;
    const ids = await findIds([...references.values()].flat(), relation.directory, context);
    for (const [row, own] of references) {
      const found = own.flatMap((reference) => ids.get(reference) ?? []);
      resolved.set(row, { values: place(resolved.get(row)?.values ?? {}, relation, found) });
      const absent = own.filter((each) => !ids.has(each)).map((each) => missingReference(each, relation.target));
      if (absent.length > 0) missing.set(row, [...(missing.get(row) ?? []), ...absent]);
    }
  }
  const outcomes: Map<Row, Resolved> = resolved;
  for (const [row, rejections] of missing) outcomes.set(row, { rejection: combineRejections(rejections) });
  return outcomes;
}

/** Whether the record says something about the relation, even if only that it is to be cleared. */
function hasColumn(values: FieldValues, columns: readonly string[]): boolean {
  for (const column of columns) if (values[column] !== undefined) return true;
  return false;
}

/** The id that each reference finds. Tries the next key only if the one before found nothing. */
export async function findIds(
  references: readonly Reference[],
  directory: IdDirectory,
  context: RequestContext,
): Promise<ReadonlyMap<Reference, ZendeskId>> {
  const ids = new Map<Reference, ZendeskId>();
  let open = references;
  for (let attempt = 0; open.length > 0; attempt++) {
    const asked = open.flatMap((reference) => {
      const key = reference.keys[attempt];
      return key ? [{ reference, key }] : [];
    });
    const found = await directory.idsOf(
      asked.map(({ key }) => key),
      context,
    );
    for (const [index, { reference }] of asked.entries()) {
      const id = found[index];
      if (id !== undefined) ids.set(reference, id);
    }
    open = asked.flatMap(({ reference }) => (ids.has(reference) ? [] : [reference]));
  }
  return ids;
}

/** If the record refers to nothing but a column is null, the reference is cleared. */
function place(values: FieldValues, relation: RelationField, ids: readonly ZendeskId[]): FieldValues {
  const columns = columnsOfRelation(relation);
  const given = columns.map((column) => values[column]).filter((value) => value !== undefined);
  const single = ids[0] ?? (given.includes(null) ? null : undefined);
  const list = given.length > 0 ? [...new Set(ids)] : undefined;
  const placed = relation.maxItems === undefined ? single : list;
  return { ...without(values, ...columns), ...(placed !== undefined && { [idColumnOf(relation)]: placed }) };
}

/** The rejection of a record that refers to something that does not exist. */
export function missingReference(reference: Reference, { noun, object }: Target): Rejection {
  const missing = object === undefined ? undefined : [dependencyOn(reference.keys, object)];
  return referenceNotFound(reference, { noun, missing });
}
