import { z } from "zod";
import type { ZendeskClient } from "../http/client.ts";
import { isNotFound } from "../http/errors.ts";
import { pageMeta, readPages } from "../http/pages.ts";

const membership = z.looseObject({ id: z.number(), user_id: z.number(), organization_id: z.number() });

/** A membership as Zendesk holds it, with all of its fields. */
export type ZendeskMembership = z.output<typeof membership>;

const memberships = z.object({ organization_memberships: z.array(membership), meta: pageMeta });

/** Zendesk allows 300 organizations per user, and lists 100 per page. */
const MAX_USER_PAGES = 10;

/** A user's memberships. None if the user is gone. */
export async function membershipsOfUser(
  client: ZendeskClient,
  userId: number,
  signal: AbortSignal,
): Promise<readonly ZendeskMembership[]> {
  const path = `/api/v2/users/${userId}/organization_memberships.json`;
  const list = await readMemberships(client, { path, maxPages: MAX_USER_PAGES, mostPages: Infinity, signal });
  return list.memberships;
}

/** Some of an organization's memberships. */
export interface ListedMemberships {
  readonly memberships: readonly ZendeskMembership[];
  /** Whether these are all of them. */
  readonly isWhole: boolean;
}

/** An organization's memberships, from its first pages. None if the organization is gone. */
export function membershipsOfOrganization(
  client: ZendeskClient,
  organizationId: number,
  mostPages: number,
  signal: AbortSignal,
): Promise<ListedMemberships> {
  const path = `/api/v2/organizations/${organizationId}/organization_memberships.json`;
  return readMemberships(client, { path, maxPages: mostPages + 1, mostPages, signal });
}

interface MembershipList {
  readonly path: string;
  /** A list with more pages counts as endless. */
  readonly maxPages: number;
  /** Not read any further. */
  readonly mostPages: number;
  readonly signal: AbortSignal;
}

async function readMemberships(
  client: ZendeskClient,
  { path, maxPages, mostPages, signal }: MembershipList,
): Promise<ListedMemberships> {
  const found: ZendeskMembership[] = [];
  let pages = 0;
  try {
    for await (const { meta, organization_memberships } of readPages(client, {
      path,
      answer: memberships,
      maxPages,
      signal,
    })) {
      found.push(...organization_memberships);
      pages += 1;
      if (pages >= mostPages && meta?.has_more === true) return { memberships: found, isWhole: false };
    }
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  return { memberships: found, isWhole: true };
}
