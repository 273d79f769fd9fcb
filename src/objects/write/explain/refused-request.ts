import { OutcomeUnknownError, ZendeskHttpError } from "../../../zendesk/http/errors.ts";
import type { UndecidedOutcome } from "../../outcome.ts";
import { firstSaid, refusalOf } from "./refusal.ts";

/** What a failed request means for each of its rows; undefined if the sync cannot continue. */
export function refusedRequest(error: unknown): UndecidedOutcome | undefined {
  if (error instanceof OutcomeUnknownError) return { kind: "undecided", cause: "unreported", why: error.message };
  if (!(error instanceof ZendeskHttpError) || !error.isAboutContent) return undefined;
  const { reason, zendesk } = refusalOf(error);
  // The error's own text has the code.
  const message = `${error.message}: ${firstSaid(error.description)}. Correct the record and send it again.`;
  return { kind: "undecided", cause: "refused", why: error.message, rejection: { reason, message, zendesk } };
}

/** The answer to a request about rows, or what its refusal means for each row. Throws if the sync cannot continue. */
export async function tryRequest<Found>(
  request: Promise<Found>,
): Promise<{ readonly found: Found } | { readonly refused: UndecidedOutcome }> {
  try {
    return { found: await request };
  } catch (error) {
    const refused = refusedRequest(error);
    if (!refused) throw error;
    return { refused };
  }
}
