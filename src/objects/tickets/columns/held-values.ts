import type { ZendeskTicket } from "../../../zendesk/resources/tickets.ts";
import type { FoundDraft } from "../../object-type.ts";
import { includesAll, isSameMoment } from "../../write/compare.ts";
import { PAST_COLUMNS } from "./ticket-columns.ts";

/** Comments are not compared here: those that the ticket already has are left out before. */
export function holdsTicketValue(
  { held }: FoundDraft<ZendeskTicket>,
  column: string,
  value: unknown,
): boolean | undefined {
  if (PAST_COLUMNS.includes(column)) return true;
  if (column === "email_cc_ids") return includesAll(held.email_cc_ids, value);
  if (column === "follower_ids") return includesAll(held.follower_ids, value);
  if (column === "due_at") return isSameMoment(held["due_at"], value);
  return undefined;
}
