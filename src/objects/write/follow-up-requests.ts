import { ZendeskHttpError } from "../../zendesk/http/errors.ts";
import type { BulkJobOutcome } from "../../zendesk/jobs/bulk-job.ts";
import type { RowResult } from "../../zendesk/jobs/job-results.ts";
import type { Held, UnfinishedRow } from "../object-type.ts";
import type { ZendeskId } from "../outcome.ts";
import type { Row } from "../row.ts";
import { hasLostRace } from "./explain/row-outcome.ts";

/** What was written has been deleted in the meantime. */
const GONE = 404;

/** Undefined where Zendesk refuses a request that follows up a written row: the record itself was written. */
export async function unlessRefused<Result>(request: Promise<Result>): Promise<Result | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof ZendeskHttpError && (error.isAboutContent || error.status === GONE)) return undefined;
    throw error;
  }
}

export function isRefusedRow(result: RowResult): boolean {
  return result.kind === "failed" && !hasLostRace(result);
}

/** Nothing is known of these rows of a job, or Zendesk will accept them when they are sent again. */
export function unknownRows({ results }: BulkJobOutcome): readonly number[] {
  return results.flatMap((result, index) => (result.kind === "unknown" || hasLostRace(result) ? [index] : []));
}

interface WrittenThings<H extends Held, Later> {
  readonly known: readonly { readonly held: H; readonly later: Later }[];
  /** Not found, or found to be another row's. */
  readonly unknown: readonly ZendeskId[];
  /** How many things Zendesk refused to show. */
  readonly unseen: number;
}

/** What Zendesk now holds for rows that were just written. */
export async function readWritten<H extends Held, Later>(
  written: readonly UnfinishedRow<Later>[],
  listByIds: (ids: readonly string[]) => Promise<readonly H[]>,
  hasKey: (key: Row["key"], held: H) => Promise<boolean>,
): Promise<WrittenThings<H, Later>> {
  const ids = [...new Set(written.map(({ heldId }) => String(heldId)))];
  const listed = await unlessRefused(listByIds(ids));
  if (!listed) return { known: [], unknown: [], unseen: ids.length };
  const byId = new Map(listed.map((held) => [String(held.id), held]));
  const known: { held: H; later: Later }[] = [];
  const unknown: ZendeskId[] = [];
  let unseen = 0;
  for (const { row, heldId, later } of written) {
    const held = byId.get(String(heldId));
    const isOwn = held && (await unlessRefused(hasKey(row.key, held)));
    if (held && isOwn === true) known.push({ held, later });
    else if (held && isOwn === undefined) unseen += 1;
    else unknown.push(heldId);
  }
  return { known, unknown, unseen };
}
