import { ZendeskHttpError, isNotFound } from "../../../zendesk/http/errors.ts";
import type { RejectedReason, Rejection } from "../../rejection.ts";

const REASONS: Readonly<Record<number, RejectedReason>> = { 403: "permission_denied", 413: "too_large" };

/** What Zendesk says when it refuses a request, or one item of a job. */
export interface Refusal extends Pick<Rejection, "reason" | "zendesk"> {
  readonly said: string;
  /** Zendesk has it already, if it answers in English. */
  readonly isDuplicate?: boolean;
}

/** Whether a request about written things was refused for its content, or because they are gone. */
export function isRefusal(error: unknown): error is ZendeskHttpError {
  return isNotFound(error) || (error instanceof ZendeskHttpError && error.isAboutContent);
}

/** Undefined where Zendesk refuses the request. By default, it is one about written things. */
export async function unlessRefused<Result>(
  request: Promise<Result>,
  isRefused: (error: unknown) => boolean = isRefusal,
): Promise<Result | undefined> {
  try {
    return await request;
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
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
