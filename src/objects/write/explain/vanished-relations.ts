import type { Draft, WriteContext } from "../../object-type.ts";
import { type Outcome, hasUnexplainedRejection } from "../../outcome.ts";
import { type Relation, idColumnOf } from "../../relation.ts";
import type { Row } from "../../row.ts";
import { tryRequest } from "./refused-request.ts";
import { readReferences } from "../../references/read-references.ts";

/**
 * What a record refers to may be deleted after its id was looked up, and ids are remembered for a sync. Zendesk refuses the
 * row then, so what it refers to is looked up again.
 */
export async function explainVanishedRelations(
  outcomes: Map<Row, Outcome>,
  drafts: readonly Draft[],
  relations: readonly Relation[],
  context: WriteContext,
): Promise<void> {
  for (const relation of relations) await explainVanished(outcomes, drafts, relation, context);
}

async function explainVanished(
  outcomes: Map<Row, Outcome>,
  drafts: readonly Draft[],
  relation: Relation,
  context: WriteContext,
): Promise<void> {
  const failed = drafts.flatMap(({ row, values }) => {
    const outcome = outcomes.get(row);
    return outcome && hasUnexplainedRejection(outcome) ? [{ row, ids: idTexts(values[idColumnOf(relation)]) }] : [];
  });
  const ids = failed.flatMap((each) => each.ids);
  if (ids.length === 0) return;
  const looked = await tryRequest(relation.directory.missingOf([...new Set(ids)], context));
  if ("refused" in looked) return;
  for (const each of failed) {
    if (each.ids.some((id) => looked.found.has(id))) outcomes.set(each.row, vanished(each.row, relation));
  }
}

/** Sent again, the row finds whatever has the key now, or nothing. */
function vanished(row: Row, relation: Relation): Outcome {
  return {
    kind: "undecided",
    cause: "lost_race",
    why: `the ${relation.target.noun} that a record names was deleted while the record was being written`,
    rejection: {
      reason: "not_found",
      field: readReferences(row.values, relation)[0]?.column ?? relation.field,
      message: `The ${relation.target.noun} was deleted in Zendesk while the record was being written. Create it there again, or correct the record.`,
    },
  };
}

/** Of one thing, or of a list. */
function idTexts(ids: unknown): readonly string[] {
  return [ids].flat().flatMap((id) => (typeof id === "number" || typeof id === "string" ? [String(id)] : []));
}
