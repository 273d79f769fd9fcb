import { z } from "zod";
import type { ZendeskClient } from "../http/client.ts";
import { isNotFound } from "../http/errors.ts";

/** Whether the user is deleted, but not permanently. Zendesk does this by itself after 30 days. */
export function isSoftDeleted(client: ZendeskClient, userId: number, signal: AbortSignal): Promise<boolean> {
  return isThere(client.request({ method: "GET", path: pathOf(userId), answer: z.unknown(), signal }));
}

/**
 * Deletes what is left of a deleted user. False if there is no such user: Zendesk has no deleted user with this id, or it
 * has deleted the user permanently before, perhaps because of a request whose answer was lost.
 */
export function deletePermanently(client: ZendeskClient, userId: number, signal: AbortSignal): Promise<boolean> {
  return isThere(client.request({ method: "DELETE", path: pathOf(userId), answer: z.unknown(), signal }));
}

function pathOf(userId: number): string {
  return `/api/v2/deleted_users/${userId}.json`;
}

async function isThere(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}
