import { showManyUsers } from "../../zendesk/resources/users.ts";
import { orRefused } from "../refused-request.ts";
import type { Outcome, Row, WriteRequest } from "../zendesk-object.ts";
import type { SentUser } from "./bulk-writer.ts";
import { notFound } from "./decide.ts";

/**
 * A user may be deleted or merged away between the look-up and the job, which then fails the row in words that depend
 * on the caller's language. So it is looked at: a row whose user is gone gets the outcome of a row that found nobody.
 */
export async function explainVanished(
  outcomes: Map<Row, Outcome>,
  sent: readonly SentUser[],
  request: WriteRequest,
): Promise<void> {
  const failed = sent.flatMap(({ row, userId }) =>
    userId !== undefined && isUnexplained(outcomes.get(row)) ? [{ row, userId }] : [],
  );
  if (failed.length === 0) return;
  const ids = [...new Set(failed.map(({ userId }) => String(userId)))];
  const listed = await orRefused(showManyUsers(request.api.client, "ids", ids, request.signal));
  if ("refused" in listed) return;
  const living = new Set(listed.found.map(({ id }) => id));
  for (const { row, userId } of failed) {
    if (!living.has(userId)) outcomes.set(row, withoutItsUser(row, userId, request));
  }
}

function isUnexplained(outcome: Outcome | undefined): boolean {
  return outcome?.kind === "rejected" && outcome.rejection.reason === "zendesk_error";
}

function withoutItsUser(row: Row, userId: number, { mode, wasSubmitted }: WriteRequest): Outcome {
  switch (mode) {
    case "delete":
      return { kind: "written", effect: wasSubmitted(row) ? "deleted" : "unchanged", zendeskId: userId };
    case "update":
    case "insert":
      return notFound(row);
    case "upsert":
      return row.key.column === "id" ? notFound(row) : GONE_MEANWHILE;
  }
}

/** Sent again, the row creates its user anew. */
const GONE_MEANWHILE: Outcome = {
  kind: "unknown",
  cause: "lost_race",
  why: "a user was deleted while it was being updated",
  rejection: { reason: "not_found", message: "The user was deleted in Zendesk while the record was being written." },
};
