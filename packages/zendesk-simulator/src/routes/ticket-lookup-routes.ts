import type { Call, Reply, Route } from "../call.ts";
import { page, PAGE_PARAMETERS } from "../pagination.ts";
import { requiredNames } from "../query-names.ts";
import { badRequest } from "../refusal.ts";
import type { Ticket } from "../tickets/ticket.ts";
import { auditView, commentView, ticketView } from "../tickets/ticket-view.ts";
import { requestedTicket } from "./ticket-routes.ts";
import { requestedUser } from "./user-routes.ts";

/** All tickets, or those with an external id: there may be several, whose external ids may differ in case. */
function list(call: Call): Reply {
  const { account, query, nowMs } = call;
  const headers = account.ticketLimits.takeList(nowMs);
  const externalId = query.get("external_id");
  if (externalId?.trim() === "") throw badRequest("InvalidValue", "external_id: is blank");
  const found = externalId === null ? [...account.tickets.all()] : account.tickets.byExternalId(externalId);
  return { ...tickets(call, found), headers };
}

/** Unknown ids are silently left out. */
function showMany(call: Call): Reply {
  const ids = new Set(requiredNames(call).values.map(Number));
  return tickets(
    call,
    [...ids].map((id) => call.account.tickets.byId(id)).filter((ticket) => ticket !== undefined),
  );
}

function show(call: Call): Reply {
  return { body: { ticket: view(call, requestedTicket(call)) } };
}

function comments(call: Call): Reply {
  const byTime = requestedTicket(call).comments.toSorted((a, b) => a.createdAt - b.createdAt);
  return page(call, "comments", byTime, commentView);
}

function audits(call: Call): Reply {
  const ticket = requestedTicket(call);
  return page(call, "audits", ticket.audits, (audit) => auditView(ticket, audit));
}

function requested(call: Call): Reply {
  const withArchived = call.query.get("exclude_archived") !== "true";
  const found = call.account.tickets.requestedBy(requestedUser(call).id);
  return tickets(
    call,
    found.filter(({ isArchived }) => withArchived || !isArchived),
  );
}

function tickets(call: Call, found: readonly Ticket[]): Reply {
  return page(call, "tickets", found, (ticket) => view(call, ticket));
}

function view({ account, origin }: Call, ticket: Ticket) {
  return ticketView(ticket, account.ticketFields, origin);
}

export const ticketLookupRoutes: readonly Route[] = [
  { method: "GET", path: "api/v2/tickets", handle: list, parameters: ["external_id", ...PAGE_PARAMETERS] },
  { method: "GET", path: "api/v2/tickets/show_many", handle: showMany, parameters: ["ids"] },
  { method: "GET", path: "api/v2/tickets/:id", handle: show },
  { method: "GET", path: "api/v2/tickets/:id/comments", handle: comments, parameters: PAGE_PARAMETERS },
  { method: "GET", path: "api/v2/tickets/:id/audits", handle: audits, parameters: PAGE_PARAMETERS },
  {
    method: "GET",
    path: "api/v2/users/:id/tickets/requested",
    handle: requested,
    parameters: ["exclude_archived", ...PAGE_PARAMETERS],
  },
];
