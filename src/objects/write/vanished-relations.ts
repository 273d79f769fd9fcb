import type { Draft, SentRow, WriteContext } from "../object-type.ts";
import { type Outcome, hasUnexplainedRejection } from "../outcome.ts";
import { type Relation, idColumnOf } from "../relation.ts";
import type { Row } from "../row.ts";
import { tryRequest } from "./refused-request.ts";
import { readReferences } from "../references/read-references.ts";

/**
 * What a record names may be deleted after its id was looked up, and ids are remembered for a sync. Zendesk refuses the
 * row then, in words that depend on the caller's language, so what it names is looked up again.
 */
export async function explainVanishedRelations(
  sent: readonly SentRow[],
  drafts: readonly Draft[],
  relations: readonly Relation[],
  context: WriteContext,
): Promise<readonly SentRow[]> {
  let explained = sent;
  for (const relation of relations) explained = await explainVanished(explained, drafts, relation, context);
  return explained;
}

async function explainVanished(
  sent: readonly SentRow[],
  drafts: readonly Draft[],
  relation: Relation,
  context: WriteContext,
): Promise<readonly SentRow[]> {
  const idsOf = new Map(drafts.map(({ row, values }) => [row, idTexts(values[idColumnOf(relation)])]));
  const ids = sent.flatMap(({ outcome, row }) => (hasUnexplainedRejection(outcome) ? (idsOf.get(row) ?? []) : []));
  if (ids.length === 0) return sent;
  const looked = await tryRequest(relation.directory.missingOf([...new Set(ids)], context));
  if ("refused" in looked) return sent;
  return sent.map((each) => {
    const isGone = hasUnexplainedRejection(each.outcome) && idsOf.get(each.row)?.some((id) => looked.found.has(id));
    return isGone ? { ...each, outcome: vanished(each.row, relation) } : each;
  });
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
