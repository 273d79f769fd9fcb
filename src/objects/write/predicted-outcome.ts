import { isJsonObject } from "airbyte-cdk-typescript";
import type { Draft, FoundDraft, ObjectType } from "../object-type.ts";
import { isReal } from "../imagined-id.ts";
import type { FieldChange, Outcome } from "../outcome.ts";
import { idColumnOf } from "../relation.ts";
import type { FieldValues, WriteMode } from "../row.ts";
import type { ListMode } from "../list-mode.ts";
import { type Comparison, changedColumns, heldValue } from "./compare.ts";
import { missingField, rejected } from "./explain/rejections.ts";
import { heldList, resultingList, givenList } from "./lists.ts";

/** What writing the row would do, without sending anything. */
export function predictOutcome(draft: Draft, mode: WriteMode, object: ObjectType, comparison: Comparison): Outcome {
  const { held, values } = draft;
  if (mode === "delete") {
    const { uncheckedDeletion } = object.quirks ?? {};
    const deletion = { kind: "written", effect: "deleted", zendeskId: held?.id, changes: [] } as const;
    return uncheckedDeletion === undefined ? deletion : { ...deletion, uncheckedDeletion };
  }
  const hasUncheckedKey = object.quirks?.hasUncheckedKey?.(draft) === true;
  if (!held) {
    const missing = missingField(values, object);
    if (missing) return rejected(missing);
    return { kind: "written", effect: "created", changes: creationOf(values, object), hasUncheckedKey };
  }
  const changes = predictChanges({ ...draft, held }, object, comparison);
  return changes.length === 0
    ? { kind: "written", effect: "unchanged", zendeskId: held.id }
    : { kind: "written", effect: "updated", zendeskId: held.id, changes, hasUncheckedKey };
}

/** What writing the values to something that Zendesk does not have would change. */
export function creationOf(values: FieldValues, object: Pick<ObjectType, "relations">): readonly FieldChange[] {
  return Object.entries(values).map(([field, value]) => ({
    field,
    before: null,
    after: shownValue(field, value, object),
  }));
}

function predictChanges(draft: FoundDraft, object: ObjectType, comparison: Comparison): readonly FieldChange[] {
  const { held, values } = draft;
  return changedColumns(draft, comparison).flatMap((column): readonly FieldChange[] => {
    const after = values[column];
    if (object.lists?.columns.includes(column)) return [listChange(draft, column, object.lists.mode)];
    const before = heldValue(held, column, object) ?? null;
    const changes = object.quirks?.changes?.(draft, column, after) ?? [{ field: column, before, after }];
    return changes.map((change) => ({ ...change, after: shownValue(change.field, change.after, object) }));
  });
}

/** Zendesk has no id yet for what the same sync would create. */
function shownValue(column: string, value: unknown, { relations = [] }: Pick<ObjectType, "relations">): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => shownValue(column, each, { relations }));
  if (isJsonObject(value)) return withShownIds(value);
  return relations.some((each) => idColumnOf(each) === column) ? shownId(value) : value;
}

/** What is part of a record refers to others too: a comment has an `author_id`. */
function withShownIds(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, key.endsWith("_id") ? shownId(own) : own]));
}

function shownId(id: unknown): unknown {
  return typeof id === "number" && !isReal({ id }) ? "created by this sync" : id;
}

function listChange({ held, values }: FoundDraft, column: string, mode: ListMode): FieldChange {
  const before = heldList(held, column);
  return { field: column, before, after: resultingList(before, givenList(values, column) ?? [], mode) };
}
