import type { Json, JsonObject } from "../json.ts";
import type { StoredValues } from "../records/stored-values.ts";

export const TICKET_STATUSES = ["new", "open", "pending", "hold", "solved", "closed"] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export interface TicketComment {
  readonly id: number;
  readonly auditId: number;
  readonly authorId: number;
  readonly createdAt: number;
  readonly body: string;
  readonly htmlBody: string;
  readonly isPublic: boolean;
}

/** One change of a ticket, with everything that it changed. */
export interface TicketAudit {
  readonly id: number;
  readonly authorId: number;
  readonly createdAt: number;
  /** The `metadata` of the request. */
  readonly metadata: JsonObject;
  readonly events: readonly JsonObject[];
}

/** What a request can write. */
export interface TicketValues {
  externalId: string | null;
  subject: string | null;
  status: TicketStatus;
  customStatusId: number;
  requesterId: number;
  submitterId: number;
  assigneeId: number | null;
  organizationId: number | null;
  groupId: number | null;
  emailCcIds: readonly number[];
  followerIds: readonly number[];
  /** Without the tags of custom fields. */
  tags: readonly string[];
  /** By id of the custom field; only what is set. */
  fields: StoredValues;
  /** The other writable attributes (`priority`, `due_at`, …); only what is set. */
  attributes: Readonly<Record<string, Json>>;
}

/** A ticket as the account keeps it. */
export interface Ticket extends TicketValues {
  readonly id: number;
  readonly createdAt: number;
  updatedAt: number;
  /** False once deleted. */
  active: boolean;
  readonly solvedAt: number | null;
  readonly isArchived: boolean;
  comments: readonly TicketComment[];
  audits: readonly TicketAudit[];
}
