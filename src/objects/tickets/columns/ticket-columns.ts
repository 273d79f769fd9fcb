import { type Column, column, textColumn } from "../../../fields/column.ts";
import { email } from "../../../fields/email.ts";
import { externalId } from "../../../fields/keys.ts";
import { oneOf } from "../../../fields/text.ts";
import { tags } from "../../../fields/text-list.ts";
import { timestamp } from "../../../fields/timestamp.ts";
import { zendeskId } from "../../../fields/zendesk-id.ts";
import { relationColumns } from "../../references/relation-columns.ts";
import { columnsOfRelation } from "../../relation.ts";
import type { TicketsSettings } from "../tickets-settings.ts";
import { UNWRITTEN_FILES } from "./comment-parts.ts";
import { comment, comments } from "./comment-rules.ts";
import {
  ASSIGNEE,
  EMAIL_CCS,
  FOLLOWERS,
  GROUP,
  ORGANIZATION,
  RELATIONS,
  REQUESTER,
  SUBMITTER,
} from "./ticket-relations.ts";

const STATUSES = ["new", "open", "pending", "hold", "solved", "closed"];
const PRIORITIES = ["low", "normal", "high", "urgent"];
const TYPES = ["problem", "incident", "question", "task"];

/** A ticket's past. It can only be written when a ticket is imported, and is ignored on one that exists. */
export const PAST_COLUMNS: readonly string[] = ["comments", "created_at", "updated_at", "solved_at"];

const COMMENT_PARTS = {
  body: { type: "string" },
  html_body: { type: "string" },
  public: { type: "boolean" },
  author: { type: ["string", "object"] },
  created_at: { type: "string" },
};

/** The columns of a ticket that the connector writes (Zendesk: Tickets API and Ticket Import API, JSON format). */
const COLUMNS: Readonly<Record<string, Column>> = {
  id: column({ type: "integer", title: "Zendesk id", description: "Zendesk's own id, for matching only" }, zendeskId),
  external_id: column(
    { type: "string", title: "External id", description: "The ticket's key in your systems. Case matters" },
    externalId,
  ),
  subject: textColumn({ type: "string", title: "Subject" }),
  comment: column(
    {
      type: ["string", "object"],
      properties: COMMENT_PARTS,
      title: "Comment",
      description: "The first comment of a new ticket, or one to add to a ticket that exists and does not have it",
    },
    comment,
  ),
  comments: column(
    {
      type: ["array", "string"],
      items: { type: ["string", "object"], properties: COMMENT_PARTS },
      title: "Comments",
      description: "All comments of a ticket to import, as a list or its JSON text",
    },
    comments,
  ),
  status: column({ type: "string", enum: STATUSES, title: "Status" }, oneOf(STATUSES)),
  custom_status_id: column({ type: "integer", title: "Custom status id" }, zendeskId),
  priority: column({ type: "string", enum: PRIORITIES, title: "Priority" }, oneOf(PRIORITIES)),
  type: column({ type: "string", enum: TYPES, title: "Type" }, oneOf(TYPES)),
  tags: column(
    { type: "array", items: { type: "string" }, title: "Tags", description: "A list, or comma-separated text" },
    tags,
  ),
  ...relationColumns(REQUESTER),
  ...relationColumns(SUBMITTER),
  ...relationColumns(ASSIGNEE),
  ...relationColumns(ORGANIZATION),
  ...relationColumns(GROUP),
  ...relationColumns(EMAIL_CCS),
  ...relationColumns(FOLLOWERS),
  recipient: column(
    {
      type: "string",
      title: "Recipient",
      description: "The support address that the ticket was sent to. Zendesk sends notifications from it",
    },
    email,
  ),
  brand_id: column({ type: "integer", title: "Brand id" }, zendeskId),
  ticket_form_id: column({ type: "integer", title: "Ticket form id" }, zendeskId),
  problem_id: column({ type: "integer", title: "Problem id", description: "The problem of an incident" }, zendeskId),
  due_at: column({ type: "string", title: "Due at", description: "For tasks" }, timestamp),
  created_at: column({ type: "string", title: "Created at", description: "For imports" }, timestamp),
  updated_at: column({ type: "string", title: "Updated at", description: "For imports" }, timestamp),
  solved_at: column({ type: "string", title: "Solved at", description: "For imports" }, timestamp),
};

type Creation = Pick<TicketsSettings, "tickets_create">;

export function ticketColumns({ tickets_create }: Creation): Readonly<Record<string, Column>> {
  if (tickets_create === "import") return COLUMNS;
  return Object.fromEntries(Object.entries(COLUMNS).filter(([name]) => !PAST_COLUMNS.includes(name)));
}

export function unwrittenColumns({ tickets_create }: Creation): ReadonlyMap<string, string> {
  return new Map([
    ["id", "a source's own id is not Zendesk's; to match tickets by it, map it to external_id"],
    ["collaborators", "Zendesk now has email_ccs and followers instead; map it to one of them"],
    ["description", "Zendesk takes it from the first comment; map it to comment"],
    ...Object.entries(UNWRITTEN_FILES),
    ...(tickets_create === "live" ? PAST_COLUMNS : []).map(
      (name) => [name, 'written only if tickets_create is "import"'] as const,
    ),
  ]);
}

/** Zendesk needs one of them to create a ticket. */
export function columnsToCreateTicket({ tickets_create }: Creation): readonly [string, ...string[]] {
  return ["subject", "comment", ...(tickets_create === "import" ? ["comments"] : [])];
}

/** Columns that add to what is there, or that decide what may follow. Two records that have them are not merged. */
export function stepwiseColumns({ tags_mode }: Pick<TicketsSettings, "tags_mode">): readonly string[] {
  return [
    "status",
    "custom_status_id",
    "comment",
    ...PAST_COLUMNS,
    ...RELATIONS.flatMap(columnsOfRelation),
    ...(tags_mode === "replace" ? [] : ["tags"]),
  ];
}

/** Columns that a ticket must have, and lists that are only added to. */
export const NEVER_CLEARED: ReadonlySet<string> = new Set([
  "subject",
  "status",
  "custom_status_id",
  "brand_id",
  "ticket_form_id",
  "comment",
  "email_ccs",
  "followers",
  "recipient",
  ...PAST_COLUMNS,
  ...columnsOfRelation(REQUESTER),
  ...columnsOfRelation(SUBMITTER),
]);
