import { serialIn } from "../../scenario/draw-people.ts";
import type { ObjectOracle } from "../object-oracle.ts";
import { comparableTickets } from "./comparable-tickets.ts";
import { ticketsOfRecord } from "./held-tickets.ts";
import { ReferenceTickets } from "./reference-tickets.ts";
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
  ownReasons: ["ambiguous_key"],
  whenDisturbed: {
    upsert: { effects: ["created", "updated"], reasons: [] },
    insert: { effects: ["created"], reasons: ["already_exists"] },
    update: { effects: ["updated"], reasons: [] },
    delete: { effects: ["deleted", "unchanged"], reasons: [] },
    ignored: { effects: [], reasons: [] },
  },
  whenChangedByOthers: {
    upsert: { effects: ["created", "updated"], reasons: [] },
    insert: { effects: ["created"], reasons: ["already_exists"] },
    update: { effects: ["updated"], reasons: ["not_found"] },
    delete: { effects: ["deleted", "unchanged"], reasons: [] },
  },
  reference: (client, outcomes) => new ReferenceTickets(client, outcomes),
  comparable: comparableTickets,
};
