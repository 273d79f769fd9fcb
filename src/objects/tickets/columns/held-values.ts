import type { ZendeskTicket } from "../../../zendesk/resources/tickets.ts";
import type { FoundDraft } from "../../object-type.ts";
import { includesAll, isSameMoment } from "../../write/compare.ts";
import { PEOPLE_COLUMNS } from "./people-lists.ts";
import { PAST_COLUMNS } from "./ticket-columns.ts";

/** Comments are not compared here: those that the ticket already has are left out before. */
export function holdsTicketValue(
  { held }: FoundDraft<ZendeskTicket>,
  column: string,
  value: unknown,
): boolean | undefined {
  if (PAST_COLUMNS.includes(column)) return true;
  if (PEOPLE_COLUMNS.includes(column)) return includesAll(held[column], value);
  if (column === "due_at") return isSameMoment(held["due_at"], value);
  return undefined;
}
