import type { Held, FollowUpRow } from "../object-type.ts";
import type { Row } from "../row.ts";
import type { Refusal } from "./explain/refusal.ts";
import { requestInParts } from "./explain/request-in-parts.ts";

/** A written row with what Zendesk now holds, and its follow-up. */
export interface KnownRow<H extends Held, FollowUp> {
  readonly row: Row;
  readonly held: H;
  readonly followUp: FollowUp;
}

/** A written row whose thing Zendesk refused to show. */
export interface UnseenRow<FollowUp> extends FollowUpRow<FollowUp> {
  readonly refusal: Refusal;
}

interface WrittenThings<H extends Held, FollowUp> {
  readonly known: readonly KnownRow<H, FollowUp>[];
  /** Not found, or found to be another row's. */
  readonly unknown: readonly Row[];
  readonly unseen: readonly UnseenRow<FollowUp>[];
}

/** What Zendesk now holds for rows that were just written. */
export async function readWritten<H extends Held, FollowUp>(
  written: readonly FollowUpRow<FollowUp>[],
  listByIds: (ids: readonly string[]) => Promise<readonly H[]>,
  hasKey: (key: Row["key"], held: H) => Promise<boolean>,
): Promise<WrittenThings<H, FollowUp>> {
  const known: KnownRow<H, FollowUp>[] = [];
  const unknown: Row[] = [];
  const unseen: UnseenRow<FollowUp>[] = [];
  const listed = await listInParts([...new Set(written.map(({ heldId }) => String(heldId)))], listByIds);
  for (const each of written) {
    const { row, heldId, followUp } = each;
    const held = listed.get(String(heldId));
    if (held === undefined) unknown.push(row);
    else if ("refusal" in held) unseen.push({ ...each, refusal: held.refusal });
    else {
      const [answer] = await requestInParts([row.key], () => hasKey(row.key, held.thing));
      if (answer && "refusal" in answer) unseen.push({ ...each, refusal: answer.refusal });
      else if (answer?.found === true) known.push({ row, held: held.thing, followUp });
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
