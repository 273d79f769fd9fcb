import type { TicketFields } from "../fields/ticket-fields.ts";
import type { JsonObject } from "../json.ts";
import { timestamp } from "../records/timestamp.ts";
import type { Ticket, TicketAudit, TicketComment } from "./ticket.ts";

const VIA = { channel: "api", source: { from: {}, to: {}, rel: null } };

/** Attributes to which nothing has been written. */
const UNTOUCHED = {
  type: null,
  priority: null,
  due_at: null,
  problem_id: null,
  recipient: null,
  brand_id: 6_301_900_000_026,
  ticket_form_id: 6_301_950_000_026,
};

export function ticketView(ticket: Ticket, fields: TicketFields, origin: string): JsonObject {
  const values = fields.view(ticket.fields);
  return {
    url: `${origin}/api/v2/tickets/${ticket.id}.json`,
    id: ticket.id,
    external_id: ticket.externalId,
    via: VIA,
    created_at: timestamp(ticket.createdAt),
    updated_at: timestamp(ticket.updatedAt),
    generated_timestamp: Math.floor(ticket.updatedAt / 1000),
    ...UNTOUCHED,
    ...ticket.attributes,
    subject: ticket.subject,
    raw_subject: ticket.subject,
    description: ticket.comments[0]?.body ?? null,
    status: ticket.status,
    custom_status_id: ticket.customStatusId,
    requester_id: ticket.requesterId,
    submitter_id: ticket.submitterId,
    assignee_id: ticket.assigneeId,
    organization_id: ticket.organizationId,
    group_id: ticket.groupId,
    collaborator_ids: [...new Set([...ticket.emailCcIds, ...ticket.followerIds])],
    follower_ids: ticket.followerIds,
    email_cc_ids: ticket.emailCcIds,
    has_incidents: false,
    is_public: ticket.comments.some(({ isPublic }) => isPublic),
    tags: [...new Set([...ticket.tags, ...fields.tagsOf(ticket.fields)])].toSorted(),
    custom_fields: values,
    fields: values,
    satisfaction_rating: null,
    sharing_agreement_ids: [],
    followup_ids: [],
    allow_channelback: false,
    allow_attachments: true,
    from_messaging_channel: false,
  };
}

export function commentView(comment: TicketComment): JsonObject {
  return {
    id: comment.id,
    type: "Comment",
    author_id: comment.authorId,
    body: comment.body,
    html_body: comment.htmlBody,
    plain_body: comment.body,
    public: comment.isPublic,
    attachments: [],
    audit_id: comment.auditId,
    via: VIA,
    created_at: timestamp(comment.createdAt),
    metadata: { system: {}, custom: {} },
  };
}

export function auditView(ticket: Ticket, audit: TicketAudit): JsonObject {
  return {
    id: audit.id,
    ticket_id: ticket.id,
    created_at: timestamp(audit.createdAt),
    author_id: audit.authorId,
    metadata: { system: {}, custom: audit.metadata },
    events: audit.events,
    via: VIA,
  };
}
