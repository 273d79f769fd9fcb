import type { RowResult } from "../../zendesk/jobs/job-results.ts";
import type { ZendeskTicket } from "../../zendesk/resources/tickets.ts";
import type { Rejection } from "../rejection.ts";

const CLOSED: Rejection = {
  reason: "closed_ticket",
  field: "status",
  message: "The ticket is closed, and Zendesk does not change closed tickets. Create a follow-up ticket in Zendesk.",
};

export function whyFrozen({ status }: ZendeskTicket): Rejection | undefined {
  return status === "closed" ? CLOSED : undefined;
}

/** The ticket was closed after it was looked up. */
export function rejectionOf({ details }: RowResult & { kind: "failed" }): Rejection | undefined {
  return /closed prevents ticket update/i.test(details) ? CLOSED : undefined;
}
