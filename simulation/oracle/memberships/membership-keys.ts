import { membershipOf } from "../../scenario/memberships/seeded-members.ts";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { listed, rowsIn } from "../named-keys.ts";
import type { Account } from "../object-oracle.ts";

const PATH = "/api/v2/organization_memberships/";

/** The key of the membership with this id, if there is or was one. */
export function keysOfMembershipId(id: string, account: Account): readonly string[] {
  return keysOfPair(account.memberships.formerById(Number(id)), account);
}

/** The key of the membership that a row of a job creates or ends. */
export function keysOfMembershipRow({ id, organization_id, user_id }: RecordData, account: Account): readonly string[] {
  if (user_id === undefined) return keysOfMembershipId(String(id), account);
  return keysOfPair({ userId: Number(user_id), organizationId: Number(organization_id) }, account);
}

/** The keys by which a request names memberships in its URL or body. */
export function membershipKeysInRequest(
  { pathname, searchParams }: URL,
  body: string | undefined,
  account: Account,
): readonly string[] {
  if (!pathname.startsWith(PATH)) return [];
  return [
    ...listed(searchParams.get("ids")).flatMap((id) => keysOfMembershipId(id, account)),
    ...rowsIn(body, "organization_memberships").flatMap((row) => keysOfMembershipRow(row, account)),
  ];
}

interface Pair {
  readonly userId: number;
  readonly organizationId: number;
}

/** Users without an external id have no records of memberships. */
export function keysOfPair(pair: Pair | undefined, { organizations, users }: Account): readonly string[] {
  const user = pair && users.byId(pair.userId);
  const organization = pair && organizations.formerById(pair.organizationId);
  return user?.externalId && organization ? [membershipOf(user.externalId, organization.name)] : [];
}
