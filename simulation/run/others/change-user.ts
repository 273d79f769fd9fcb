import type { ZendeskSimulator } from "zendesk-simulator";
import { usersOfRecord } from "../../oracle/users/held-users.ts";
import { bystander } from "../../scenario/draw-account.ts";
import type { OthersAction } from "../../scenario/scenario.ts";
import { VALUE_MARK } from "../../scenario/value-mark.ts";
import type { AccountOfOthers } from "./account-of-others.ts";
import { type Thing, noteChange, noteKey } from "./things-to-change.ts";

/** An end user whom no record is about. */
const MERGED_INTO = { external_id: String(bystander(1)["external_id"]) };

/** What to change, how, when, and the number of the change in the run. */
export interface Change {
  readonly action: OthersAction;
  readonly thing: Thing;
  readonly now: number;
  readonly number: number;
}

type StoredUser = ReturnType<typeof usersOfRecord>[number];

/** Whether there was something to change. */
export function changeUser(change: Change, accounts: AccountOfOthers): boolean {
  const { action, now, number, thing } = change;
  const { simulator } = accounts;
  if (action === "create") return createUser(change, simulator);
  const user = userOf(thing, simulator);
  if (user === undefined) return false;
  if (action === "update") return updateUser(change, user, accounts);
  if (action === "merge" && user.role !== "end-user") return false;
  // Zendesk does not delete the requester of an open ticket.
  const isRequester = simulator.account.tickets.requestedBy(user.id).some(({ status }) => status !== "closed");
  if (action === "delete" && isRequester) return false;
  noteChange(thing, action);
  const named = { id: user.id };
  if (action === "merge") simulator.changeByOthers({ action, user: named, into: MERGED_INTO }, now);
  else if (action === "delete") simulator.changeByOthers({ action, user: named }, now);
  else {
    const email = `${VALUE_MARK}.replaced.${number}@example.com`;
    noteKey(thing, email);
    simulator.changeByOthers({ action: "replace_email", user: named, email }, now);
  }
  return true;
}

function createUser({ now, thing }: Change, simulator: ZendeskSimulator): boolean {
  const { users } = simulator.account;
  const [{ email, external_id: externalId } = {}] = thing.records.map(({ user }) => user);
  const hasEmail = typeof email === "string" && users.ownerOfIdentity("email", email) === undefined;
  const hasId = typeof externalId === "string" && users.ownerOfExternalId(externalId) === undefined;
  if (!hasEmail && !hasId) return false;
  const keys = { ...(hasEmail && { email }), ...(hasId && { external_id: externalId }) };
  noteChange(thing, "create");
  simulator.changeByOthers({ action: "create", change: { name: `${VALUE_MARK} made by others`, ...keys } }, now);
  return true;
}

/** A value for a field that no record writes, in both accounts. */
function updateUser(
  { now, number, thing }: Change,
  user: StoredUser,
  { reference, simulator }: AccountOfOthers,
): boolean {
  const held = userOf(thing, reference);
  if (thing.isDeleted || held === undefined) return false;
  const change = { signature: `${VALUE_MARK} signature ${number}` };
  simulator.changeByOthers({ action: "update", user: { id: user.id }, change }, now);
  reference.changeByOthers({ action: "update", user: { id: held.id }, change }, now);
  return true;
}

function userOf({ records }: Thing, { account }: ZendeskSimulator): StoredUser | undefined {
  for (const record of records) {
    const [user] = usersOfRecord(record, account.users);
    if (user) return user;
  }
  return undefined;
}
