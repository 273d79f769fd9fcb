import { withArticle } from "../../../text/with-article.ts";
import { AMBIGUOUS, type ObjectType, type SentRow, type WriteContext } from "../../object-type.ts";
import { type Outcome, type ZendeskId, hasUnexplainedRejection } from "../../outcome.ts";
import type { Row } from "../../row.ts";
import { findRows } from "../../find/find-rows.ts";
import { tryRequest } from "./refused-request.ts";
import { notFound } from "./rejections.ts";

/** What was found may be deleted or merged before the job runs. Then the row ends like one that found nothing. */
export async function explainVanishedThings(
  outcomes: Map<Row, Outcome>,
  sent: readonly SentRow[],
  object: ObjectType,
  context: WriteContext,
): Promise<void> {
  const failed = sent.flatMap(({ row, heldId }) => {
    const outcome = outcomes.get(row);
    return heldId !== undefined && outcome && hasUnexplainedRejection(outcome) ? [{ row, heldId }] : [];
  });
  if (failed.length === 0) return;
  const listed = await tryRequest(idsLeft(failed, object, context));
  if ("refused" in listed) return;
  for (const { row, heldId } of failed) {
    if (!listed.found.has(String(heldId))) outcomes.set(row, vanishedOutcome(row, heldId, object, context));
  }
}

/** Which of the ids still exist. What has no key of its own is found again by the keys of its rows. */
async function idsLeft(
  rows: readonly { readonly row: Row; readonly heldId: ZendeskId }[],
  object: ObjectType,
  context: WriteContext,
): Promise<ReadonlySet<string>> {
  const key = object.keys.find(({ column }) => column === "id");
  if (key) return new Set((await key.find([...new Set(rows.map(({ heldId }) => String(heldId)))], context)).keys());
  const found = await findRows(
    object,
    rows.map(({ row }) => row),
    context,
  );
  return new Set([...found.values()].flatMap((held) => (held === AMBIGUOUS ? [] : [String(held.id)])));
}

function vanishedOutcome(
  row: Row,
  heldId: ZendeskId,
  object: Pick<ObjectType, "keys" | "noun">,
  context: WriteContext,
): Outcome {
  switch (context.mode) {
    case "delete":
      return { kind: "written", effect: context.wasSubmitted(row) ? "deleted" : "unchanged", zendeskId: heldId };
    case "update":
    case "insert":
      return notFound(row, object);
    case "upsert":
      return row.key.column === "id" ? notFound(row, object) : goneMeanwhile(object);
  }
}

/** When the row is sent again, it creates the thing. */
function goneMeanwhile({ noun }: Pick<ObjectType, "noun">): Outcome {
  return {
    kind: "undecided",
    cause: "lost_race",
    why: `${withArticle(noun.one)} was deleted while it was being updated`,
    rejection: {
      reason: "not_found",
      message: `The ${noun.one} was deleted in Zendesk while the record was being written.`,
    },
  };
}
