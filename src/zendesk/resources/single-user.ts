import { z } from "zod";
import type { ZendeskClient } from "../http/client.ts";
import { ZendeskHttpError } from "../http/errors.ts";
import type { RowResult } from "../jobs/job-results.ts";

export interface SingleUserResult {
  readonly result: RowResult;
  readonly requestId: string | undefined;
}

const answer = z.object({ user: z.looseObject({ id: z.number() }) });

type User = Readonly<Record<string, unknown>>;

/** For the whole account: https://developer.zendesk.com/api-reference/introduction/rate-limits/ */
export const SINGLE_UPSERTS = { requests: 1, windowMs: 1000 };

/**
 * Creates the user, or updates the user with its external id or address. Zendesk accepts `SINGLE_UPSERTS`, and five updates
 * a minute for one user.
 */
export function upsertUser(client: ZendeskClient, user: User, signal: AbortSignal): Promise<SingleUserResult> {
  return write(client, { path: "/api/v2/users/create_or_update.json", isRepeatable: true, user, signal });
}

/** Creates the user, and never touches another. Throws `OutcomeUnknownError` if Zendesk may already have done so. */
export function createUser(client: ZendeskClient, user: User, signal: AbortSignal): Promise<SingleUserResult> {
  return write(client, { path: "/api/v2/users.json", isRepeatable: false, user, signal });
}

interface SingleWrite {
  readonly path: string;
  readonly isRepeatable: boolean;
  readonly user: User;
  readonly signal: AbortSignal;
}

async function write(client: ZendeskClient, { user, ...request }: SingleWrite): Promise<SingleUserResult> {
  try {
    const body = JSON.stringify({ user });
    const { httpStatus, requestId, ...answered } = await client.request({ ...request, method: "POST", body, answer });
    return { result: takenUser(httpStatus, answered.body.user.id), requestId };
  } catch (error) {
    if (!(error instanceof ZendeskHttpError) || error.status !== 422) throw error;
    return { result: refusedUser(error), requestId: error.requestId };
  }
}

function takenUser(httpStatus: number, id: number): RowResult {
  if (httpStatus === 201) return { kind: "created", id };
  return httpStatus === 200 ? { kind: "updated", id } : { kind: "unknown" };
}

/** In the same form as a bulk job's result for a row: codes, and texts that name the property at fault. */
function refusedUser({ code, description, validationErrors: errors }: ZendeskHttpError): RowResult {
  const codes = new Set(errors.flatMap((each) => each.code || []));
  const details = errors.map((each) => `${each.property}: ${each.description || each.code}`);
  return { kind: "failed", errorCode: [...codes].join(" ") || code, details: details.join("; ") || description };
}
