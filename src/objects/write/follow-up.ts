import type { FollowedUp, Held, UnfinishedRow } from "../object-type.ts";
import type { Rejection } from "../rejection.ts";
import type { Row } from "../row.ts";
import { type IncompleteRow, combineResults, findGone } from "./follow-up-results.ts";
import { type KnownRow, type UnseenRow, readWritten } from "./read-written.ts";

interface FollowUpSteps<H extends Held, Later> {
  readonly listByIds: (ids: readonly string[]) => Promise<readonly H[]>;
  /** Whether a thing really has the row's key. */
  readonly hasKey: (key: Row["key"], held: H) => Promise<boolean>;
  /** Does what is left to do, and returns the rows for which it is not done. */
  readonly finish: (
    known: readonly KnownRow<H, Later>[],
    unseen: readonly UnseenRow<Later>[],
  ) => Promise<readonly IncompleteRow[]>;
  /** The rejection of a row whose thing Zendesk refuses to show; undefined: its record is not incomplete without the rest. */
  readonly rejectUnseen: (row: UnseenRow<Later>) => Rejection | undefined;
}

/** Finishes rows that were just written, once it is known what Zendesk now holds for them. */
export async function followUpWritten<H extends Held, Later>(
  written: readonly UnfinishedRow<Later>[],
  { finish, hasKey, listByIds, rejectUnseen }: FollowUpSteps<H, Later>,
): Promise<ReadonlyMap<Row, FollowedUp>> {
  const { known, unknown, unseen } = await readWritten(written, listByIds, hasKey);
  const rejected = unseen.flatMap((each): readonly IncompleteRow[] => {
    const rejection = rejectUnseen(each);
    return rejection ? [[each.row, rejection]] : [];
  });
  const incomplete = [...rejected, ...(await finish(known, unseen))];
  const gone = await findGone(incomplete, known, listByIds);
  return combineResults([...unknown.map((row) => [row, "unknown"] as const), ...incomplete], gone);
}
