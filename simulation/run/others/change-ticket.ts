import type { ZendeskSimulator } from "zendesk-simulator";
import { ticketsOfRecord } from "../../oracle/tickets/held-tickets.ts";
import { type StoredTicket, ticketKey } from "../../oracle/tickets/ticket-keys.ts";
import { VALUE_MARK } from "../../scenario/value-mark.ts";
import type { AccountOfOthers } from "./account-of-others.ts";
import type { Change } from "./change-user.ts";
import { type Thing, noteChange, noteKey } from "./things-to-change.ts";

/** No record names a brand. */
const FIRST_BRAND_ID = 360_000_000;

/** Whether there was something to change. */
export function changeTicket(change: Change, accounts: AccountOfOthers): boolean {
  const { action, now, number, thing } = change;
  const { simulator } = accounts;
  if (action === "create") return createTicket(change, simulator);
  const ticket = ticketOf(thing, simulator);
  if (ticket === undefined) return false;
  if (action === "update") return updateTicket(change, ticket, accounts);
  // A merged ticket is closed.
  if (action !== "delete" && ticket.status === "closed") return false;
  noteChange(thing, action);
  const named = { id: ticket.id };
  if (action === "delete") {
    simulator.changeByOthers({ action: "delete_ticket", ticket: named }, now);
    return true;
  }
  const external_id = `${VALUE_MARK}-replaced-${number}`;
  if (action === "replace_key") noteKey(thing, ticketKey("external_id", external_id));
  const values = action === "merge" ? { status: "closed" } : { external_id };
  simulator.changeByOthers({ action: "update_ticket", ticket: named, change: values }, now);
  return true;
}

/** Perhaps another one with the external id of a ticket that exists. */
function createTicket({ now, number, thing }: Change, simulator: ZendeskSimulator): boolean {
  const [{ external_id: externalId } = {}] = thing.records.map(({ user }) => user);
  if (typeof externalId !== "string") return false;
  noteChange(thing, "create");
  const made = { subject: `${VALUE_MARK} made by others`, comment: { body: `${VALUE_MARK} ${number}` } };
  simulator.changeByOthers({ action: "create_ticket", change: { ...made, external_id: externalId } }, now);
  return true;
}

/** A value for an attribute that no record writes, in both accounts. */
function updateTicket({ now, number, thing }: Change, ticket: StoredTicket, accounts: AccountOfOthers): boolean {
  const { reference, simulator } = accounts;
  const held = ticketOf(thing, reference);
  const isClosed = ticket.status === "closed" || held?.status === "closed";
  if (thing.isDeleted || held === undefined || isClosed) return false;
  const change = { brand_id: FIRST_BRAND_ID + number };
  simulator.changeByOthers({ action: "update_ticket", ticket: { id: ticket.id }, change }, now);
  reference.changeByOthers({ action: "update_ticket", ticket: { id: held.id }, change }, now);
  return true;
}

function ticketOf({ records }: Thing, { account }: ZendeskSimulator): StoredTicket | undefined {
  return records.flatMap((record) => ticketsOfRecord(record, account))[0];
}
