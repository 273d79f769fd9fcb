import type { Draft, FoundDraft, ObjectType, WriteContext } from "../object-type.ts";
import type { Outcome } from "../outcome.ts";
import { without } from "../row.ts";
import { type Comparison, changedColumns } from "./compare.ts";
import { alreadyExists, missingField, notFound, rejected } from "./explain/rejections.ts";

export interface PreflightContext extends Pick<WriteContext, "mode" | "wasSubmitted"> {
  readonly object: ObjectType;
  readonly comparison: Comparison;
  readonly skipUnchanged: boolean;
}

/** The outcome of a row that need not or must not be sent; undefined: send it. */
export function preflight(draft: Draft, context: PreflightContext): Outcome | undefined {
  const { mode, object } = context;
  const { held, row } = draft;
  switch (mode) {
    case "delete":
      return held ? undefined : absent(draft, context);
    case "update":
      return held ? unchanged({ ...draft, held }, context) : notFound(row, object);
    case "insert":
      return preflightInsert(draft, context);
    case "upsert":
      if (held) return unchanged({ ...draft, held }, context);
      // Zendesk assigns ids, so a row with an id needs a thing that exists.
      if (row.key.column === "id") return notFound(row, object);
      // Without a bulk upsert, what was not found is created.
      return object.actions.upsert ? undefined : incomplete(draft, object);
  }
}

/** There is nothing to delete: the row that was submitted before has deleted it, or nothing was there. */
function absent({ row }: Draft, { wasSubmitted }: PreflightContext): Outcome {
  return { kind: "written", effect: wasSubmitted(row) ? "deleted" : "unchanged" };
}

/**
 * Whether an insert that was submitted before may have made what was found. Another writer may have made it after the
 * look-up, or a search may have missed it because its index lags: then it holds other values than the record.
 */
function isPerhapsOwn(draft: FoundDraft, { object, comparison }: PreflightContext): boolean {
  const values = without(draft.values, ...(object.quirks?.unseen ?? []));
  return changedColumns({ ...draft, values }, comparison).length === 0;
}

function preflightInsert(draft: Draft, context: PreflightContext): Outcome | undefined {
  const { held, row } = draft;
  const { object } = context;
  if (held && context.wasSubmitted(row) && isPerhapsOwn({ ...draft, held }, context)) {
    return { kind: "written", effect: "created", zendeskId: held.id };
  }
  if (held) return alreadyExists(row, object);
  return row.key.column === "id" ? notFound(row, object) : incomplete(draft, object);
}

function incomplete({ values }: Draft, object: ObjectType): Outcome | undefined {
  const missing = missingField(values, object);
  return missing && rejected(missing);
}

function unchanged(draft: FoundDraft, context: PreflightContext): Outcome | undefined {
  const { held, row } = draft;
  const { comparison, object, skipUnchanged, wasSubmitted } = context;
  if (object.isKeyOnly) {
    return { kind: "written", effect: wasSubmitted(row) ? "created" : "unchanged", zendeskId: held.id };
  }
  const frozen = object.quirks?.whyFrozen?.(held);
  if (!skipUnchanged && !frozen) return undefined;
  if (changedColumns(draft, comparison).length > 0) return frozen && rejected(frozen);
  // A row that was submitted differed before, so its job wrote it, although Zendesk did not say so.
  return { kind: "written", effect: wasSubmitted(row) ? "updated" : "unchanged", zendeskId: held.id };
}
