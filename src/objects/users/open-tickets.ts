import type { RowResult } from "../../zendesk/jobs/job-results.ts";
import type { Rejection } from "../rejection.ts";
import type { WriteMode } from "../row.ts";

/** Zendesk does not delete a user who is the requester of a ticket that is not closed. */
export function openTickets(
  { details, errorCode }: RowResult & { kind: "failed" },
  mode: WriteMode,
): Rejection | undefined {
  if (mode !== "delete" || !/ticket/i.test(`${errorCode} ${details}`)) return undefined;
  const said = details || errorCode;
  return {
    reason: "has_open_tickets",
    message: `The user has tickets that are not closed. Close them, then send the record again: ${said}`,
  };
}
