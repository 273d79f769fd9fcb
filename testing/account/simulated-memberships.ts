import type { ZendeskSimulator } from "zendesk-simulator";

/** A membership of the account. */
export interface SimulatedMembership {
  readonly id: number;
  readonly user_id: number;
  readonly organization_id: number;
  readonly [attribute: string]: unknown;
}

export function membershipsOf({ account }: ZendeskSimulator): readonly SimulatedMembership[] {
  return [...account.memberships.all()].map(({ membership, user }) => ({
    id: membership.id,
    user_id: user.id,
    organization_id: membership.organizationId,
    default: user.memberships[0] === membership,
  }));
}

/** Makes a user a member as if it had always been one. */
export function seedMembership({ account }: ZendeskSimulator, userId: number, organizationId: number): void {
  const user = account.users.byId(userId);
  if (!user) throw new Error("the account has no such user");
  account.memberships.add(user, organizationId);
}
