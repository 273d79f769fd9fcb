import { withArticle } from "../../text/with-article.ts";
import type { Draft, Held, ObjectType, WriteContext } from "../object-type.ts";
import { type Outcome, doneBy } from "../outcome.ts";
import type { Row } from "../row.ts";
import { NOT_ADMITTED } from "./explain/undecided-outcomes.ts";

type Outcomes = ReadonlyMap<Row, Outcome>;

/** Deletes as many as allowed, with `submit`. The others are not sent, because the sync ends before the next deletion. */
export async function deleteRows(
  object: ObjectType,
  drafts: readonly Draft[],
  context: WriteContext,
  submit: (admitted: readonly Draft[]) => Promise<Outcomes>,
): Promise<Outcomes> {
  const { deletions } = context;
  const nameThing = ({ held }: Draft): string => thingName(object, held);
  const admitted = deletions.admit(drafts, nameThing);
  const outcomes = new Map<Row, Outcome>(drafts.map(({ row }) => [row, NOT_ADMITTED]));
  const submitted = admitted.length > 0 ? await submit(admitted) : new Map<Row, Outcome>();
  const changed =
    admitted.length > 0 ? await object.quirks?.followUpDeletions?.(submitted, admitted, context) : undefined;
  for (const draft of admitted) {
    const outcome = changed?.get(draft.row) ?? submitted.get(draft.row);
    if (outcome === undefined) throw new Error("a deletion was left without an outcome");
    outcomes.set(draft.row, outcome);
    if (hasDeletedNothing(outcome)) deletions.giveBack(draft.row, nameThing(draft));
    else if (outcome.kind === "written") deletions.confirm(nameThing(draft));
  }
  if (admitted.length < drafts.length) deletions.exceed();
  return outcomes;
}

function thingName({ name, noun }: ObjectType, held: Held | undefined): string {
  if (held === undefined) throw new Error(`cannot delete ${withArticle(noun.one)} that was not found`);
  return `${name} ${held.id}`;
}

/** An undecided row may still turn out to have deleted its thing. */
function hasDeletedNothing(outcome: Outcome): boolean {
  return outcome.kind !== "undecided" && doneBy(outcome)?.effect !== "deleted";
}
