import type { Held, UnfinishedRow } from "../object-type.ts";
import type { Row } from "../row.ts";
import type { Refusal } from "./explain/refusal.ts";
import { requestInParts } from "./explain/request-in-parts.ts";

/** A written row with what Zendesk now holds, and what is left to do. */
export interface KnownRow<H extends Held, Later> {
  readonly row: Row;
  readonly held: H;
  readonly later: Later;
}

/** A written row whose thing Zendesk refused to show. */
export interface UnseenRow<Later> extends UnfinishedRow<Later> {
  readonly refusal: Refusal;
}

interface WrittenThings<H extends Held, Later> {
  readonly known: readonly KnownRow<H, Later>[];
  /** Not found, or found to be another row's. */
  readonly unknown: readonly Row[];
  readonly unseen: readonly UnseenRow<Later>[];
}

/** What Zendesk now holds for rows that were just written. */
export async function readWritten<H extends Held, Later>(
  written: readonly UnfinishedRow<Later>[],
  listByIds: (ids: readonly string[]) => Promise<readonly H[]>,
  hasKey: (key: Row["key"], held: H) => Promise<boolean>,
): Promise<WrittenThings<H, Later>> {
  const known: KnownRow<H, Later>[] = [];
  const unknown: Row[] = [];
  const unseen: UnseenRow<Later>[] = [];
  const listed = await listInParts([...new Set(written.map(({ heldId }) => String(heldId)))], listByIds);
  for (const unfinished of written) {
    const { row, heldId, later } = unfinished;
    const held = listed.get(String(heldId));
    if (held === undefined) unknown.push(row);
    else if ("refusal" in held) unseen.push({ ...unfinished, refusal: held.refusal });
    else {
      const [answer] = await requestInParts([row.key], () => hasKey(row.key, held.thing));
      if (answer && "refusal" in answer) unseen.push({ ...unfinished, refusal: answer.refusal });
      else if (answer?.found === true) known.push({ row, held: held.thing, later });
      else unknown.push(row);
    }
  }
  return { known, unknown, unseen };
}

type Listed<H> = { readonly thing: H } | { readonly refusal: Refusal };

async function listInParts<H extends Held>(
  ids: readonly string[],
  listByIds: (ids: readonly string[]) => Promise<readonly H[]>,
): Promise<ReadonlyMap<string, Listed<H>>> {
  const listed = new Map<string, Listed<H>>();
  for (const answer of await requestInParts(ids, listByIds)) {
    if ("refusal" in answer) for (const id of answer.items) listed.set(id, { refusal: answer.refusal });
    else for (const thing of answer.found) listed.set(String(thing.id), { thing });
  }
  return listed;
}
