import { ZendeskHttpError } from "../../../zendesk/http/errors.ts";
import type { Rejection } from "../../rejection.ts";

/** What was written has been deleted in the meantime. */
const GONE = 404;

/** What Zendesk says when it refuses a request, or one item of a job. */
export interface Refusal extends Pick<Rejection, "reason" | "zendesk"> {
  readonly said: string;
  /** Zendesk has it already, if it answers in English. */
  readonly isDuplicate?: boolean;
}

type Answer<Item, Found> = { readonly items: readonly Item[] } & (
  | { readonly found: Found }
  | { readonly refusal: Refusal }
);

/** A request that is refused is split until the item at fault is alone: nothing is wrong with the others. */
export async function requestInParts<Item, Found>(
  items: readonly Item[],
  request: (items: readonly Item[]) => Promise<Found>,
): Promise<readonly Answer<Item, Found>[]> {
  try {
    return [{ items, found: await request(items) }];
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (items.length === 1) return [{ items, refusal: refusalOf(error) }];
  }
  const half = Math.ceil(items.length / 2);
  const first = await requestInParts(items.slice(0, half), request);
  return [...first, ...(await requestInParts(items.slice(half), request))];
}

export function isRefusal(error: unknown): error is ZendeskHttpError {
  return error instanceof ZendeskHttpError && (error.isAboutContent || error.status === GONE);
}

function refusalOf({ code, description, requestId, status }: ZendeskHttpError): Refusal {
  return {
    reason: status === 413 ? "too_large" : "zendesk_error",
    said: description || code || "no reason given",
    zendesk: { request_id: requestId, error_code: code },
  };
}
