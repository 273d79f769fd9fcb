import type { Dependency } from "./dependency.ts";

/** Why a record was not written; the values of `rejected_reason`. */
export type RejectedReason =
  | "missing_key"
  | "missing_required_field"
  | "invalid_value"
  | "unknown_field"
  | "already_exists"
  | "not_found"
  | "ambiguous_key"
  | "protected"
  | "duplicate_value"
  | "too_large"
  | "has_open_tickets"
  | "closed_ticket"
  | "permission_denied"
  | "zendesk_error";

/** What Zendesk said about the row, to find it in Zendesk's logs or with its support, and what it is about. */
interface ZendeskEvidence {
  /** The ids of the things concerned: the record's own, or what has a key that it would take. */
  readonly ids?: readonly (number | string)[] | undefined;
  readonly job_id?: string | undefined;
  readonly request_id?: string | undefined;
  readonly error_code?: string | undefined;
}

export interface Rejection {
  readonly reason: RejectedReason;
  /** The column or field at fault, if there is one. */
  readonly field?: string | undefined;
  /** What to print instead of the field's name, if that comes from a record and may be data. */
  readonly shownField?: string | undefined;
  /** What is wrong and what to do. May quote Zendesk, including email addresses, so it is only for the reject file. */
  readonly message: string;
  readonly zendesk?: ZendeskEvidence | undefined;
  /** What the record refers to that does not exist, if nothing else is wrong with it. This sync may still write it. */
  readonly missing?: readonly Dependency[] | undefined;
}
