import { serialIn } from "../../scenario/draw-people.ts";
import type { ObjectOracle } from "../object-oracle.ts";
import { WHEN_DISTURBED } from "../when-disturbed.ts";
import { comparableTickets } from "./comparable-tickets.ts";
import { ticketsOfRecord } from "./held-tickets.ts";
import { whenClosedBefore } from "./closed-tickets.ts";
import { ReferenceTickets } from "./reference-tickets.ts";
import { namesTwoAuthors } from "./ticket-body.ts";
import { keysOfTicketId, keysOfTicketRecord, personKeysIn, ticketKeysInRequest } from "./ticket-keys.ts";

export const TICKETS_ORACLE: ObjectOracle = {
  jobType: /ticket/i,
  // Tickets have no notes.
  serialOfRow: (row) => serialIn(row["subject"]),
  keysInRequest: ticketKeysInRequest,
  keysIn: keysOfTicketRecord,
  namedIn: personKeysIn,
  keysOfId: keysOfTicketId,
  heldBy: (record, account) =>
    ticketsOfRecord(record, account).map(({ subject }) => ({ lastWriter: serialIn(subject) })),
  // One job writes everything.
  hasFollowUp: () => false,
  ownReasons: ["ambiguous_key", "closed_ticket", "too_large"],
  whenDisturbed: { ...WHEN_DISTURBED, upsert: { effects: ["created", "updated"], reasons: [] } },
  moreWhenDisturbed: whenClosedBefore,
  reasonsIfCreated: ({ user }, { settings }) =>
    settings["tickets_create"] === "live" && namesTwoAuthors(user) ? ["invalid_value"] : [],
  // Others may create a second ticket with a key, or close the ticket.
  whenChangedByOthers: {
    upsert: { effects: ["created", "updated"], reasons: ["ambiguous_key", "closed_ticket"] },
    insert: { effects: ["created"], reasons: ["already_exists", "ambiguous_key"] },
    update: { effects: ["updated"], reasons: ["not_found", "ambiguous_key", "closed_ticket"] },
    delete: { effects: ["deleted", "unchanged"], reasons: ["ambiguous_key"] },
  },
  reference: (client, outcomes) => new ReferenceTickets(client, outcomes),
  comparable: comparableTickets,
};
