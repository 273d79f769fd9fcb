import { combineRejections } from "../combine-rejections.ts";
import type { FollowUpFailure, Held } from "../object-type.ts";
import type { Row } from "../row.ts";
import { unlessRefused } from "./explain/refusal.ts";
import type { KnownRow } from "./read-written.ts";

/** A row whose follow-up is not done, and why. */
export type FailedFollowUp = readonly [row: Row, why: FollowUpFailure];

/** What is unknown is sent again, whatever else was refused. So is the record of a thing that is gone. */
export function combineResults(
  results: readonly FailedFollowUp[],
  gone: ReadonlySet<Row>,
): ReadonlyMap<Row, FollowUpFailure> {
  return new Map(
    [...Map.groupBy(results, ([row]) => row)].map(([row, own]) => {
      const rejections = own.flatMap(([, result]) => (result === "unknown" ? [] : [result]));
      const isOpen = rejections.length < own.length || gone.has(row);
      return [row, isOpen ? "unknown" : combineRejections(rejections)];
    }),
  );
}

/** Rows whose thing was deleted or merged since it was written, which is why Zendesk refused the rest. */
export async function findGone<H extends Held>(
  incomplete: readonly FailedFollowUp[],
  known: readonly KnownRow<H, unknown>[],
  listByIds: (ids: readonly string[]) => Promise<readonly H[]>,
): Promise<ReadonlySet<Row>> {
  const refused = new Set(incomplete.flatMap(([row, result]) => (result === "unknown" ? [] : [row])));
  const things = known.filter(({ row }) => refused.has(row));
  if (things.length === 0) return new Set();
  const ids = [...new Set(things.map(({ held }) => String(held.id)))];
  const listed = await unlessRefused(listByIds(ids));
  if (!listed) return new Set();
  const left = new Set(listed.map(({ id }) => String(id)));
  return new Set(things.flatMap(({ held, row }) => (left.has(String(held.id)) ? [] : [row])));
}
