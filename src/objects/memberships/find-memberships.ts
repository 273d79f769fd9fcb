import {
  type ZendeskMembership,
  membershipsOfOrganization,
  membershipsOfUser,
} from "../../zendesk/resources/memberships.ts";
import type { LookUpContext } from "../object-type.ts";
import { isReal } from "../write/dry-run.ts";

export interface Pair {
  readonly user_id: number;
  readonly organization_id: number;
}

/**
 * The memberships of these users in these organizations, and perhaps others. Zendesk lists those of one user or
 * of one organization. An organization may have any number of members, so its list is read only while that needs fewer requests.
 */
export async function findMemberships(
  named: readonly Pair[],
  { api: { client }, signal }: LookUpContext,
): Promise<readonly ZendeskMembership[]> {
  // What a dry run would create has no memberships.
  const pairs = named.filter(({ organization_id, user_id }) =>
    [organization_id, user_id].every((id) => isReal({ id })),
  );
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
  const isOpen = ({ organization_id, user_id }: Pair): boolean =>
    !isListed.has(organization_id) &&
    !found.some((each) => each.user_id === user_id && each.organization_id === organization_id);
  for (const id of new Set(pairs.filter(isOpen).map(({ user_id }) => user_id))) {
    found.push(...(await membershipsOfUser(client, id, signal)));
  }
  return found;
}
