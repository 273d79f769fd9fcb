import { onlyFound } from "../keys.ts";
import type { Draft, FoundDraft, Held, ObjectType, WriteContext } from "../object-type.ts";
import { findRows, isSearched } from "./find-rows.ts";

/**
 * Where there is no bulk upsert, splits upserts into updates of things that a list shows to exist, and the rest. A search
 * index lags, so a thing that only a search could find counts as not found.
 */
export async function splitByExistence<H extends Held>(
  object: Pick<ObjectType<H>, "keys">,
  drafts: readonly Draft<H>[],
  context: WriteContext,
): Promise<{ readonly known: readonly FoundDraft<H>[]; readonly others: readonly Draft<H>[] }> {
  const isListable = (draft: Draft<H>): boolean => !isSearched(object, draft.row);
  const sought = drafts.filter((draft) => !draft.held && isListable(draft));
  const found = await findRows(
    object,
    sought.map(({ row }) => row),
    context,
  );
  const known: FoundDraft<H>[] = [];
  const others: Draft<H>[] = [];
  for (const draft of drafts) {
    const held = isListable(draft) ? (draft.held ?? onlyFound(found.get(draft.row))) : undefined;
    if (held) known.push({ ...draft, held, isUpsert: true });
    else others.push(draft);
  }
  return { known, others };
}
