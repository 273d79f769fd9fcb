import { type Outcome, type ZendeskId, doneBy, mayBeWritten } from "../outcome.ts";
import type { IdDirectory } from "../relation.ts";
import type { Row } from "../row.ts";
import { isReal } from "../imagined-id.ts";

/**
 * Forgets what was remembered of things that a batch may have written or deleted, so that later records that refer to a
 * deleted one are rejected. Things that it has written are found by their keys, even if the search does not have them yet.
 */
export function noteWritten(
  directory: IdDirectory,
  outcomes: ReadonlyMap<Row, Outcome>,
  { isReferredTo }: { readonly isReferredTo: boolean },
): void {
  // Another writer may be in the way: the row that is sent again must look for what it did.
  const open: string[] = [];
  const identities: string[] = [];
  const ids: ZendeskId[] = [];
  let isUnnamed = false;
  for (const [row, outcome] of outcomes) {
    if (outcome.kind === "undecided") open.push(...row.identities);
    if (!mayHaveChanged(outcome)) continue;
    identities.push(...row.identities);
    const id = doneBy(outcome)?.zendeskId;
    if (id === undefined) isUnnamed = true;
    else ids.push(id);
  }
  if (open.length > 0) directory.forget({ identities: open, ids: [] });
  if (identities.length === 0) return;
  // A thing may have lost a key that its row does not have.
  if (isUnnamed) directory.forgetAll();
  else directory.forget({ identities, ids });
  for (const [row, outcome] of outcomes) {
    const { effect, zendeskId } = doneBy(outcome) ?? {};
    const isWritten = effect !== "deleted" && effect !== "unchanged";
    if (zendeskId === undefined || !isWritten || !isReal({ id: zendeskId })) continue;
    directory.noteWritten(row.identities, zendeskId);
    // Its other keys may be another thing's: Zendesk keeps some values as they were.
    if (isReferredTo) directory.learn(row.key, zendeskId);
  }
}

function mayHaveChanged(outcome: Outcome): boolean {
  if (outcome.kind === "undecided") return mayBeWritten(outcome);
  const done = doneBy(outcome);
  return done !== undefined && done.effect !== "unchanged";
}
