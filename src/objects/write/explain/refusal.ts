import { ZendeskHttpError } from "../../../zendesk/http/errors.ts";
import type { RejectedReason, Rejection } from "../../rejection.ts";

/** What was written has been deleted in the meantime. */
const GONE = 404;

const REASONS: Readonly<Record<number, RejectedReason>> = { 403: "permission_denied", 413: "too_large" };

/** What Zendesk says when it refuses a request, or one item of a job. */
export interface Refusal extends Pick<Rejection, "reason" | "zendesk"> {
  readonly said: string;
  /** Zendesk has it already, if it answers in English. */
  readonly isDuplicate?: boolean;
}

/** Whether a request about written things was refused for its content, or because they are gone. */
export function isRefusal(error: unknown): error is ZendeskHttpError {
  return error instanceof ZendeskHttpError && (error.isAboutContent || error.status === GONE);
}

export function refusalOf(error: ZendeskHttpError): Refusal {
  return {
    reason: REASONS[error.status] ?? "zendesk_error",
    said: firstSaid(error.description, error.code),
    zendesk: { request_id: error.requestId, error_code: error.code },
  };
}

/** Zendesk's own reason: the first of these texts that it has given. */
export function firstSaid(...texts: readonly string[]): string {
  return texts.find((text) => text !== "") ?? "no reason given";
}
