import type { FollowUpFailure, Held, FollowUpRow } from "../object-type.ts";
import type { Rejection } from "../rejection.ts";
import type { Row } from "../row.ts";
import { type FailedFollowUp, combineResults, findGone } from "./follow-up-results.ts";
import { type KnownRow, type UnseenRow, readWritten } from "./read-written.ts";

interface FollowUpSteps<H extends Held, FollowUp> {
  readonly listByIds: (ids: readonly string[]) => Promise<readonly H[]>;
  /** Whether a thing really has the row's key. */
  readonly hasKey: (key: Row["key"], held: H) => Promise<boolean>;
  /** Sends the follow-ups, and returns those that are not done. */
  readonly send: (
    known: readonly KnownRow<H, FollowUp>[],
    unseen: readonly UnseenRow<FollowUp>[],
  ) => Promise<readonly FailedFollowUp[]>;
  /** The rejection of a row whose thing Zendesk refuses to show; undefined: its record is not incomplete without the rest. */
  readonly rejectUnseen: (row: UnseenRow<FollowUp>) => Rejection | undefined;
}

/** Follows up rows that were just written, once it is known what Zendesk now holds for them. */
export async function followUpWritten<H extends Held, FollowUp>(
  written: readonly FollowUpRow<FollowUp>[],
  { send, hasKey, listByIds, rejectUnseen }: FollowUpSteps<H, FollowUp>,
): Promise<ReadonlyMap<Row, FollowUpFailure>> {
  const { known, unknown, unseen } = await readWritten(written, listByIds, hasKey);
  const rejected = unseen.flatMap((each): readonly FailedFollowUp[] => {
    const rejection = rejectUnseen(each);
    return rejection ? [[each.row, rejection]] : [];
  });
  const incomplete = [...rejected, ...(await send(known, unseen))];
  const gone = await findGone(incomplete, known, listByIds);
  return combineResults([...unknown.map((row) => [row, "unknown"] as const), ...incomplete], gone);
}
