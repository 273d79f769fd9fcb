import type { Account } from "../account/account.ts";
import type { Membership, StoredUser } from "../users/stored-user.ts";
import type { Change, ChangeAction } from "./change.ts";
import { fieldChanges } from "./thing-fields.ts";
import { membershipName } from "./thing-kinds.ts";

/** Memberships are kept by their user: what a change of the user did to them. */
export function membershipChanges(
  account: Account,
  before: StoredUser | undefined,
  after: StoredUser,
): readonly Omit<Change, "at" | "cause">[] {
  const former = before?.memberships ?? [];
  const describe = ({ id, organizationId }: Membership, action: ChangeAction) => {
    const organization = account.organizations.formerById(organizationId)?.name ?? String(organizationId);
    const name = membershipName(after.name, organization);
    const value = { user: after.name, organization };
    const fields = action === "created" ? fieldChanges({}, value) : fieldChanges(value, {});
    return { kind: "organization_memberships", id, name, action, fields };
  };
  const isIn = (list: readonly Membership[]) => (one: Membership) => list.some(({ id }) => id === one.id);
  return [
    ...after.memberships.filter((one) => !isIn(former)(one)).map((one) => describe(one, "created")),
    ...former.filter((one) => !isIn(after.memberships)(one)).map((one) => describe(one, "deleted")),
  ];
}
