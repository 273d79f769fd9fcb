import { type JsonObject, textOf } from "../json.ts";
import { addMembership, endMembership, type UserMembership } from "../organizations/write-membership.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import type { Account } from "./account.ts";

/** What somebody else does to a membership, which has nothing but an id. */
export type MembershipChange =
  | { readonly action: "create_membership"; readonly change: JsonObject }
  | { readonly action: "delete_membership"; readonly membership: JsonObject };

/** With an admin's rights. Throws InvalidRecord. */
export function changeMembership(account: Account, change: MembershipChange, nowMs: number): UserMembership {
  if (change.action === "create_membership") return addMembership(account, change.change, "admin", nowMs);
  const found = account.memberships.byId(Number(textOf(change.membership["id"])));
  if (found === undefined) {
    const named = JSON.stringify(change.membership);
    throw new InvalidRecord("base", "RecordNotFound", `No such membership: ${named}`);
  }
  endMembership(account, found, "admin", nowMs);
  return found;
}
