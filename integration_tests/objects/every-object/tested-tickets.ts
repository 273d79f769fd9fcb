import { seededAccount } from "../../../testing/account/seeded-account.ts";
import { type SimulatedTicket, seedTickets, ticketsOf } from "../../../testing/account/simulated-account.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";
import type { TestedObject } from "./tested-object.ts";

const HELD = {
  external_id: "case-1",
  subject: "Old subject",
  priority: "low",
  type: "question",
  status: "pending",
  tags: ["vip"],
};

export const testedTickets: TestedObject = {
  name: "tickets",
  keys: ["external_id"],
  held: { external_id: "case-1" },
  absent: { external_id: "case-2" },
  values: [
    { subject: "New subject", priority: "high", type: "incident" },
    { subject: "Newer subject", priority: "urgent", due_at: "2026-12-24T09:00:00Z" },
  ],
  account: (options) => {
    const simulator = seededAccount(options);
    seedTickets(simulator, [HELD], VIRTUAL_START);
    return simulator;
  },
  seed: seedTickets,
  read: (simulator, nowMs) => ticketsOf(simulator, nowMs).map(withoutEchoes),
  accounts: { "": {} },
};

/** Attributes that repeat others, and the history of changes. */
function withoutEchoes({
  audits: _audits,
  generated_timestamp: _seconds,
  raw_subject: _subject,
  ...ticket
}: SimulatedTicket) {
  return ticket;
}
