import type { BulkEndpoint, Held, ObjectType } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";
import type { Row } from "../row.ts";
import type { ListMode } from "../list-mode.ts";
import { partlyRefused } from "./explain/rejections.ts";
import { followUpInBulk } from "./follow-up-requests.ts";
import type { FailedFollowUp } from "./follow-up-results.ts";
import { heldList, resultingList } from "./lists.ts";

/** A written row whose list depends on what Zendesk now holds. */
interface RowWithList {
  readonly row: Row;
  readonly held: Held;
  readonly given: readonly string[];
}

interface ListColumn {
  readonly column: string;
  readonly mode: ListMode;
  /** Updates in bulk. Zendesk replaces the whole list. */
  readonly endpoint: BulkEndpoint;
}

/** Writes a column's lists, each added to or removed from what Zendesk holds. Returns the rows for which this is not done. */
export async function followUpLists(
  rows: readonly RowWithList[],
  { column, endpoint, mode }: ListColumn,
  object: Pick<ObjectType, "noun">,
  context: RequestContext,
): Promise<readonly FailedFollowUp[]> {
  const wanted = rows.flatMap(({ given, held, row }) => {
    const before = heldList(held, column);
    const after = resultingList(before, given, mode);
    return after.join() === before.join() ? [] : [{ row, body: { id: held.id, [column]: after } }];
  });
  const jobs = { action: "update", endpoint, bodyOf: ({ body }: (typeof wanted)[number]) => body } as const;
  return [...(await followUpInBulk(wanted, jobs, context))].flatMap(([{ row }, result]): readonly FailedFollowUp[] => {
    if (typeof result === "string") return result === "unknown" ? [[row, result]] : [];
    const why = `Zendesk refused the ${column}: ${result.said}. Correct them and send the record again.`;
    return [[row, partlyRefused(object, { ...result, field: column }, why)]];
  });
}
