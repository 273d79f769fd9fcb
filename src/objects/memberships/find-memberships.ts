import {
  type ZendeskMembership,
  membershipsOfOrganization,
  membershipsOfUser,
} from "../../zendesk/resources/memberships.ts";
import { showManyUsers } from "../../zendesk/resources/users.ts";
import type { RequestContext } from "../request-context.ts";
import { isReal } from "../imagined-id.ts";

export interface Pair {
  readonly user_id: number;
  readonly organization_id: number;
}

/**
 * Which of these memberships exist. A list of 100 users shows the default organization of each, which is the only one
 * that most have. Only the other memberships have to be found.
 */
export async function whichPairsExist(pairs: readonly Pair[], context: RequestContext): Promise<ReadonlySet<Pair>> {
  const { api, signal } = context;
  const ids = [...new Set(pairs.filter(areReal).map(({ user_id }) => String(user_id)))];
  const users = ids.length > 0 ? await showManyUsers(api.client, "ids", ids, signal) : [];
  const defaults = new Map(users.map(({ id, organization_id }) => [id, organization_id]));
  const existing = new Set(pairs.filter(({ organization_id, user_id }) => defaults.get(user_id) === organization_id));
  const open = pairs.filter((pair) => !existing.has(pair));
  const found = open.length > 0 ? await findMemberships(open, context) : [];
  for (const pair of open) if (found.some((each) => isSamePair(each, pair))) existing.add(pair);
  return existing;
}

/**
 * The memberships of these users in these organizations, and perhaps others. Zendesk lists those of one user or
 * of one organization. An organization may have any number of members, so its list is read only while that needs fewer requests.
 */
export async function findMemberships(
  named: readonly Pair[],
  { api: { client }, signal }: RequestContext,
): Promise<readonly ZendeskMembership[]> {
  // What a dry run would create has no memberships.
  const pairs = named.filter(areReal);
  const users = new Set(pairs.map(({ user_id }) => user_id));
  const organizations = new Set(pairs.map(({ organization_id }) => organization_id));
  const mostPages = Math.floor(users.size / organizations.size / 2);
  const found: ZendeskMembership[] = [];
  const isListed = new Set<number>();
  for (const id of mostPages > 0 ? organizations : []) {
    const { isWhole, memberships } = await membershipsOfOrganization(client, id, mostPages, signal);
    if (isWhole) isListed.add(id);
    found.push(...memberships);
  }
  const isOpen = (pair: Pair): boolean =>
    !isListed.has(pair.organization_id) && !found.some((each) => isSamePair(each, pair));
  for (const id of new Set(pairs.filter(isOpen).map(({ user_id }) => user_id))) {
    found.push(...(await membershipsOfUser(client, id, signal)));
  }
  return found;
}

function areReal({ organization_id, user_id }: Pair): boolean {
  return [organization_id, user_id].every((id) => isReal({ id }));
}

function isSamePair(one: Pair, other: Pair): boolean {
  return one.user_id === other.user_id && one.organization_id === other.organization_id;
}
