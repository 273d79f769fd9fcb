import { type Outcome, doneBy, mayBeWritten } from "../outcome.ts";
import type { IdDirectory } from "../relation.ts";
import type { Row } from "../row.ts";
import { isReal } from "./dry-run.ts";

/**
 * Forgets what was remembered of things that a batch may have written or deleted, so that later records that refer to a
 * deleted one are rejected. Things that it has written are found by their keys, even if the search does not have them yet.
 */
export function noteWritten(directory: IdDirectory, outcomes: ReadonlyMap<Row, Outcome>): void {
  // Another writer may be in the way: the row that is sent again must look for what it did.
  const open = [...outcomes].flatMap(([row, outcome]) => (outcome.kind === "undecided" ? row.identities : []));
  if (open.length > 0) directory.forget({ identities: open, ids: [] });
  const written = [...outcomes].filter(([, outcome]) => mayHaveChanged(outcome));
  if (written.length === 0) return;
  const ids = written.map(([, outcome]) => doneBy(outcome)?.zendeskId);
  const known = ids.filter((id) => id !== undefined);
  // A thing may have lost a key that its row does not have.
  if (known.length < ids.length) directory.forgetAll();
  else directory.forget({ identities: written.flatMap(([row]) => row.identities), ids: known });
  for (const [row, outcome] of written) {
    const { effect, zendeskId } = doneBy(outcome) ?? {};
    if (zendeskId === undefined || effect === "deleted" || !isReal({ id: zendeskId })) continue;
    directory.noteWritten(row.identities, zendeskId);
    // Its other keys may be another thing's: Zendesk keeps some values as they were.
    directory.learn(row.key, zendeskId);
  }
}

function mayHaveChanged(outcome: Outcome): boolean {
  if (outcome.kind === "undecided") return mayBeWritten(outcome);
  const done = doneBy(outcome);
  return done !== undefined && done.effect !== "unchanged";
}
