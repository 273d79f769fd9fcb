import { organizationNamedIn, userNamedIn } from "../../oracle/memberships/named-pair.ts";
import type { AccountOfOthers } from "./account-of-others.ts";
import type { Change } from "./change-user.ts";
import { noteChange } from "./things-to-change.ts";

/** Creates or ends a membership. Whether there was something to change. */
export function changeMembership({ action, now, thing }: Change, { simulator }: AccountOfOthers): boolean {
  const [record] = thing.records;
  if (record === undefined || (action !== "create" && action !== "delete")) return false;
  const { account } = simulator;
  const user = userNamedIn(record, account);
  const organization = organizationNamedIn(record, account);
  if (user === undefined || organization === undefined) return false;
  const held = user.memberships.find(({ organizationId }) => organizationId === organization.id);
  if ((held === undefined) !== (action === "create")) return false;
  noteChange(thing, action);
  if (held) simulator.changeByOthers({ action: "delete_membership", membership: { id: held.id } }, now);
  else {
    const change = { user_id: user.id, organization_id: organization.id };
    simulator.changeByOthers({ action: "create_membership", change }, now);
  }
  return true;
}
