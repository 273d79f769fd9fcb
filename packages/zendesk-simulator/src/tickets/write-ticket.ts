import { isList, type Json, type JsonObject, textOf } from "../json.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import type { StoredUser } from "../users/stored-user.ts";
import { appendAudit, changeEvents, createEvents } from "./audit-ticket.ts";
import { checkMayUpdate, defaultCustomStatus } from "./check-ticket.ts";
import { checkCommentCount, readComment, readImportedComment } from "./read-comment.ts";
import type { Ticket, TicketValues } from "./ticket.ts";
import type { TicketAccount } from "./ticket-account.ts";
import { checkedPast } from "./ticket-times.ts";
import { changedValues, emptyValues } from "./ticket-values.ts";

/** Creates a ticket as if an agent made it: business rules run. Throws InvalidRecord before anything is changed. */
export function createTicket(account: TicketAccount, body: JsonObject, actor: StoredUser, nowMs: number): Ticket {
  const values = openIfAssigned(account, changedValues(account, emptyValues(account, actor), body, nowMs));
  // The submitter always becomes the author of the first comment.
  const defaults = { authorId: values.submitterId, createdAt: nowMs, isPublic: true };
  const comment = readComment(account, firstComment(body), defaults);
  if (comment === undefined) throw new InvalidRecord("base", "BlankValue", "Description: cannot be blank");
  const ticket = account.tickets.add(newTicket(values, nowMs));
  const first = { ...comment, authorId: values.submitterId };
  appendAudit(account, ticket, { actor, nowMs, body, events: createEvents(values), comment: first });
  account.businessRules.run(values, first);
  return ticket;
}

/** Writes a body to a ticket. Throws InvalidRecord before anything is changed. What changes nothing leaves no trace. */
export function updateTicket(
  account: TicketAccount,
  ticket: Ticket,
  body: JsonObject,
  actor: StoredUser,
  nowMs: number,
): Ticket {
  checkMayUpdate(ticket, body);
  const isPublic = ticket.comments[0]?.isPublic ?? true;
  const comment = readComment(account, commentOf(body), { authorId: actor.id, createdAt: nowMs, isPublic });
  checkCommentCount(ticket.comments.length + (comment === undefined ? 0 : 1));
  const values = openIfAssigned(account, changedValues(account, ticket, body, nowMs));
  const events = changeEvents(ticket, values);
  if (events.length === 0 && comment === undefined) return ticket;
  account.tickets.write(ticket, values);
  ticket.updatedAt = nowMs;
  appendAudit(account, ticket, { actor, nowMs, body, events, comment });
  account.businessRules.run(values, comment);
  return ticket;
}

interface ImportOptions {
  readonly archivesClosed: boolean;
}

/** Creates a ticket with its past. No business rules run. Throws InvalidRecord before anything is changed. */
export function importTicket(
  account: TicketAccount,
  body: JsonObject,
  actor: StoredUser,
  nowMs: number,
  { archivesClosed }: ImportOptions,
): Ticket {
  const createdAt = checkedPast(body, "created_at", nowMs) ?? nowMs;
  const updatedAt = checkedPast(body, "updated_at", nowMs) ?? nowMs;
  const solvedAt = checkedPast(body, "solved_at", nowMs) ?? null;
  const defaults = { authorId: actor.id, createdAt, isPublic: true };
  const comments = sentComments(body).flatMap((sent) => readImportedComment(account, sent, defaults, nowMs) ?? []);
  checkCommentCount(comments.length);
  const values = openIfAssigned(account, changedValues(account, emptyValues(account, actor), body, nowMs));
  const isArchived = archivesClosed && values.status === "closed";
  const ticket = account.tickets.add({ ...newTicket(values, createdAt), updatedAt, solvedAt, isArchived });
  const [first, ...others] = comments.toSorted((a, b) => a.createdAt - b.createdAt);
  appendAudit(account, ticket, { actor, nowMs: createdAt, body, events: createEvents(values), comment: first });
  for (const comment of others) {
    appendAudit(account, ticket, { actor, nowMs: comment.createdAt, body: {}, events: [], comment });
  }
  return ticket;
}

/** A description is the first comment. */
function sentComments(body: JsonObject): readonly Json[] {
  const comments = isList(body["comments"]) ? body["comments"] : [];
  const first = comments.length > 0 ? commentOf(body) : firstComment(body);
  return first === undefined ? comments : [first, ...comments];
}

function firstComment(body: JsonObject): Json | undefined {
  const description = textOf(body["description"]) ?? "";
  return commentOf(body) ?? (description === "" ? undefined : { body: description });
}

function commentOf(body: JsonObject): Json | undefined {
  return body["comment"] ?? undefined;
}

/** In Zendesk a ticket with an assignee is not new. */
function openIfAssigned(account: TicketAccount, values: TicketValues): TicketValues {
  if (values.status !== "new" || values.assigneeId === null) return values;
  return { ...values, status: "open", customStatusId: defaultCustomStatus(account, "open") };
}

function newTicket(values: TicketValues, createdAt: number): Omit<Ticket, "id"> {
  const past = { createdAt, updatedAt: createdAt, solvedAt: null };
  return { ...values, ...past, active: true, isArchived: false, comments: [], audits: [] };
}
