import { bodyObject, type Call, type Reply, type Route } from "../call.ts";
import type { Json, JsonObject } from "../json.ts";
import { checkTypes } from "../records/check-types.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import { recordNotFound, Refusal } from "../refusal.ts";
import type { Ticket } from "../tickets/ticket.ts";
import { checkEmailCcs, checkSimulated, createAttributes, updateAttributes } from "../tickets/ticket-attributes.ts";
import { auditView, ticketView } from "../tickets/ticket-view.ts";
import { createTicket, updateTicket } from "../tickets/write-ticket.ts";
import { actorOf, ticketWarning } from "./ticket-calls.ts";
import { warningHeader } from "./accept-job.ts";

function create(call: Call): Reply {
  return call.account.idempotencyKeys.answerOnce(call, () => {
    const body = bodyObject(call, "ticket");
    checkTypes([body]);
    checkSimulated([body]);
    checkEmailCcs([body]);
    const headers = warningHeader(ticketWarning([body], "ticket", "create", createAttributes));
    const ticket = writeOne(headers, () => createTicket(call.account, body, actorOf(call), call.nowMs));
    const location = `${call.origin}/api/v2/tickets/${ticket.id}.json`;
    return { status: 201, headers: { ...headers, location }, body: shown(call, ticket) };
  });
}

function update(call: Call): Reply {
  const { account, nowMs } = call;
  const ticket = requestedTicket(call);
  const limit = account.ticketLimits.takeUpdate(nowMs);
  const actor = actorOf(call);
  if (!account.ticketLimits.takeUpdateOf(actor.id, ticket.id, nowMs)) throw account.ticketLimits.refusalOfUpdate(nowMs);
  const body = bodyObject(call, "ticket");
  checkTypes([body]);
  checkSimulated([body]);
  const headers = { ...limit, ...warningHeader(ticketWarning([body], "ticket", "update", updateAttributes)) };
  writeOne(headers, () => updateTicket(account, ticket, withoutBulkTags(body), actor, nowMs));
  return { headers, body: shown(call, ticket) };
}

/** The ticket in the path. Throws the 404 if there is none, or if it is deleted. */
export function requestedTicket(call: Call): Ticket {
  const ticket = call.account.tickets.byId(Number(call.params["id"]));
  if (ticket === undefined) throw recordNotFound();
  return ticket;
}

/** Runs a single write. An invalid record is a 422, a collision a 409. */
export function writeOne(headers: Readonly<Record<string, string>>, write: () => Ticket): Ticket {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error;
    if (error.code === "UpdateConflict") {
      throw new Refusal(409, { error: "UpdateConflict", description: error.message }, headers);
    }
    throw new Refusal(422, error.toValidationErrors(), headers);
  }
}

export function shown({ account, origin }: Call, ticket: Ticket): Json {
  const audit = ticket.audits.at(-1);
  return {
    ticket: ticketView(ticket, account.ticketFields, origin),
    ...(audit === undefined ? {} : { audit: auditView(ticket, audit) }),
  };
}

function withoutBulkTags({ additional_tags: _added, remove_tags: _removed, ...body }: JsonObject): JsonObject {
  return body;
}

export const ticketRoutes: readonly Route[] = [
  { method: "POST", path: "api/v2/tickets", handle: create },
  { method: "PUT", path: "api/v2/tickets/:id", handle: update },
];
