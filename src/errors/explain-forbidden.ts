import { isForbidden } from "../zendesk/http/errors.ts";
import { createErrorOf } from "./create-error.ts";
import type { NamedEntry } from "./error-entry.ts";

/** The answer to a request. If these credentials may not make it, the entry says what to do. */
export async function explainForbidden<Answer>(request: Promise<Answer>, named: NamedEntry): Promise<Answer> {
  try {
    return await request;
  } catch (error) {
    if (!isForbidden(error)) throw error;
    throw createErrorOf(named, {}, { happened: error.message, cause: error });
  }
}
