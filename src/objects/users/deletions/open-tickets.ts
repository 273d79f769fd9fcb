import { isForbidden } from "../../../zendesk/http/errors.ts";
import type { RowResult } from "../../../zendesk/jobs/job-results.ts";
import { hasOpenTickets } from "../../../zendesk/resources/tickets.ts";
import type { ZendeskUser } from "../../../zendesk/resources/users.ts";
import type { Draft, WriteContext } from "../../object-type.ts";
import { type Outcome, hasUnexplainedRejection } from "../../outcome.ts";
import type { Rejection } from "../../rejection.ts";
import type { Row, WriteMode } from "../../row.ts";
import { isRefusal, unlessRefused } from "../../write/explain/refusal.ts";

/** For the summary of a dry run: listing tickets would take a request for each user. */
export const UNCHECKED_TICKETS =
  "because the tickets of these users were not looked up. A real sync rejects the deletion of a user who requested a " +
  "ticket that is not closed (has_open_tickets)";

/** Zendesk does not delete a user who is the requester of a ticket that is not closed. */
export function openTickets(
  { details, errorCode }: RowResult & { kind: "failed" },
  mode: WriteMode,
): Rejection | undefined {
  if (mode !== "delete" || !/ticket/i.test(`${errorCode} ${details}`)) return undefined;
  return rejectionWith(details || errorCode);
}

/**
 * Zendesk says why it does not delete a user in the caller's language, and its words are unknown. So the tickets of
 * users whose deletion failed without a known reason are looked at.
 */
export async function explainRefusedDeletions(
  outcomes: ReadonlyMap<Row, Outcome>,
  drafts: readonly Draft<ZendeskUser>[],
  context: WriteContext,
): Promise<ReadonlyMap<Row, Outcome>> {
  const explained = new Map<Row, Outcome>();
  for (const { held, row } of drafts) {
    const outcome = outcomes.get(row);
    if (!held || !outcome || !hasUnexplainedRejection(outcome)) continue;
    if (!(await isRequester(held, context))) continue;
    const { message, zendesk } = outcome.rejection;
    explained.set(row, { kind: "rejected", rejection: { ...rejectionWith(message), zendesk } });
  }
  return explained;
}

/** False where these credentials may not see tickets. Even then, the deletion was refused. */
async function isRequester({ id }: ZendeskUser, { api, signal }: WriteContext): Promise<boolean> {
  const isOpen = hasOpenTickets(api.client, id, signal);
  return (await unlessRefused(isOpen, (error) => isRefusal(error) || isForbidden(error))) === true;
}

function rejectionWith(said: string): Rejection {
  return {
    reason: "has_open_tickets",
    message: `The user has tickets that are not closed. Close them, then send the record again: ${said}`,
  };
}
