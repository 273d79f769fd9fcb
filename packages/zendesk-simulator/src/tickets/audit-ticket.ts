import { isObject, type Json, type JsonObject } from "../json.ts";
import type { StoredUser } from "../users/stored-user.ts";
import type { NewComment } from "./read-comment.ts";
import type { Ticket, TicketValues } from "./ticket.ts";
import type { TicketAccount } from "./ticket-account.ts";

/** A request that changed a ticket. */
interface AuditedChange {
  readonly actor: StoredUser;
  readonly nowMs: number;
  readonly body: JsonObject;
  readonly events: readonly JsonObject[];
  readonly comment: NewComment | undefined;
}

/** Adds the comment and the audit of a change. */
export function appendAudit(account: TicketAccount, ticket: Ticket, change: AuditedChange): void {
  const { auditIds } = account.tickets;
  const { actor, nowMs, body, comment } = change;
  const id = auditIds.take();
  const events = change.events.map((event): JsonObject => ({ id: auditIds.take(), ...event }));
  if (comment !== undefined) {
    const added = { ...comment, id: auditIds.take(), auditId: id };
    ticket.comments = [...ticket.comments, added];
    events.push({ id: added.id, type: "Comment", ...commentEvent(added) });
  }
  const metadata = isObject(body["metadata"]) ? body["metadata"] : {};
  ticket.audits = [...ticket.audits, { id, authorId: actor.id, createdAt: nowMs, metadata, events }];
}

export function createEvents(values: TicketValues): readonly JsonObject[] {
  return Object.entries(audited(values))
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ({ type: "Create", field_name: name, value }));
}

export function changeEvents(old: TicketValues, values: TicketValues): readonly JsonObject[] {
  const before = audited(old);
  const after = audited(values);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .map((name) => ({ name, from: before[name] ?? null, to: after[name] ?? null }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to))
    .map(({ name, from, to }) => ({ type: "Change", field_name: name, value: to, previous_value: from }));
}

function commentEvent({ body, htmlBody, isPublic, authorId }: NewComment): JsonObject {
  return { body, html_body: htmlBody, plain_body: body, public: isPublic, author_id: authorId, attachments: [] };
}

/** A custom field's name in audits is its id. */
function audited(values: TicketValues): Readonly<Record<string, Json>> {
  return {
    ...values.attributes,
    external_id: values.externalId,
    subject: values.subject,
    status: values.status,
    custom_status_id: values.customStatusId,
    requester_id: values.requesterId,
    submitter_id: values.submitterId,
    assignee_id: values.assigneeId,
    organization_id: values.organizationId,
    group_id: values.groupId,
    email_cc_ids: values.emailCcIds.length === 0 ? null : values.emailCcIds,
    follower_ids: values.followerIds.length === 0 ? null : values.followerIds,
    tags: values.tags.length === 0 ? null : values.tags,
    ...values.fields,
  };
}
