import type { ZendeskSimulator } from "zendesk-simulator";
import { ticketsOf } from "../../../testing/account/simulated-account.ts";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { type KilledStream, inFixedOrder } from "./killed-stream.ts";
import { userNames } from "./names.ts";
import { hasNoKey, isBadForZendesk, isRefused, markOf, positionIn, thingAt } from "./positions.ts";

/** An id that no organization has. */
const NO_ORGANIZATION = 17;

/** Tickets, requested by the users with these external ids, with their pasts and their comments. */
export function killedTickets(requesterAt: (index: number) => string): KilledStream {
  return {
    stream: { name: "tickets" },
    recordAt: (index) => recordAt(index, requesterAt(index)),
    thingAt: (index) => (isRefused(index) ? undefined : ticketAt(thingAt(index))),
    held: ({ account }) =>
      new Map([...account.tickets.all()].map(({ externalId, subject }) => [String(externalId), positionIn(subject)])),
    comparable: comparableTickets,
  };
}

function ticketAt(number: number): string {
  return `t${number}`;
}

function recordAt(index: number, requester: string): RecordData {
  const random = new SeededRandom(index);
  const subject = markOf(index);
  if (hasNoKey(index)) return { subject, comment: "No key" };
  return {
    external_id: ticketAt(thingAt(index)),
    subject,
    "requester.external_id": requester,
    comments: [{ body: `Past of ${index}`, public: false }, { body: `More of the past of ${index}` }],
    ...(isBadForZendesk(index) && { organization_id: NO_ORGANIZATION }),
    ...(random.happens(0.4) && { comment: { body: `Comment ${index}`, public: index % 2 === 0 } }),
    ...(random.happens(0.3) && { priority: "high" }),
    ...(random.happens(0.3) && { status: random.happens(0.5) ? "solved" : "pending" }),
    ...(random.happens(0.1) && { tags: [`tag-${index % 7}`] }),
  };
}

function comparableTickets(simulator: ZendeskSimulator, nowMs?: number): readonly unknown[] {
  const users = userNames(simulator);
  const nameOf = (id: unknown): unknown => users.get(Number(id));
  const tickets = ticketsOf(simulator, nowMs).map((ticket) => ({
    external_id: ticket.external_id,
    subject: ticket["subject"],
    priority: ticket["priority"],
    status: ticket["status"],
    tags: ticket["tags"],
    requester: nameOf(ticket["requester_id"]),
    comments: (ticket["comments"] as readonly RecordData[]).map((comment) => [
      comment["body"],
      comment["public"],
      nameOf(comment["author_id"]),
    ]),
  }));
  return inFixedOrder(tickets);
}
