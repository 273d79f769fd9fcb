import type { ZendeskSimulator } from "zendesk-simulator";
import { ticketsOfRecord } from "../../oracle/tickets/held-tickets.ts";
import type { StoredTicket } from "../../oracle/tickets/ticket-keys.ts";
import { VALUE_MARK } from "../../scenario/value-mark.ts";
import type { AccountOfOthers } from "./account-of-others.ts";
import type { Change } from "./change-user.ts";
import { type Thing, noteChange } from "./things-to-change.ts";

/** Whether there was something to change. */
export function changeTicket(change: Change, accounts: AccountOfOthers): boolean {
  const { action, now, thing } = change;
  const { simulator } = accounts;
  const ticket = ticketOf(thing, simulator);
  if (action === "update") return ticket !== undefined && updateTicket(change, ticket, accounts);
  if (action !== "delete" || ticket === undefined) return false;
  noteChange(thing, action);
  simulator.changeByOthers({ action: "delete_ticket", ticket: { id: ticket.id } }, now);
  return true;
}

/** A value for an attribute that no record writes, in both accounts. */
function updateTicket({ now, number, thing }: Change, ticket: StoredTicket, accounts: AccountOfOthers): boolean {
  const { reference, simulator } = accounts;
  const held = ticketOf(thing, reference);
  if (thing.isDeleted || held === undefined) return false;
  const change = { recipient: `${VALUE_MARK}.${number}@example.com` };
  simulator.changeByOthers({ action: "update_ticket", ticket: { id: ticket.id }, change }, now);
  reference.changeByOthers({ action: "update_ticket", ticket: { id: held.id }, change }, now);
  return true;
}

function ticketOf({ records }: Thing, { account }: ZendeskSimulator): StoredTicket | undefined {
  return records.flatMap((record) => ticketsOfRecord(record, account))[0];
}
