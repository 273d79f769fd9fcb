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

/** What Zendesk said of the row, to find it again in its logs or with its support. */
interface ZendeskEvidence {
  readonly job_id?: string | undefined;
  readonly request_id?: string | undefined;
  readonly error_code?: string | undefined;
}

export interface Rejection {
  readonly reason: RejectedReason;
  /** The column or field at fault, where one is. */
  readonly field?: string | undefined;
  /** What to print in the field's place, where its name comes from a record and may be data. */
  readonly shownField?: string | undefined;
  /** What is wrong and what to do. May quote Zendesk, email addresses included: for the reject file alone. */
  readonly message: string;
  readonly zendesk?: ZendeskEvidence | undefined;
}
