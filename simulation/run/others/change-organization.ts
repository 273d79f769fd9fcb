import type { ZendeskSimulator } from "zendesk-simulator";
import { type StoredOrganization, organizationsOfRecord } from "../../oracle/organizations/held-organizations.ts";
import { organizationKey } from "../../oracle/organizations/organization-keys.ts";
import { VALUE_MARK } from "../../scenario/value-mark.ts";
import type { AccountOfOthers } from "./account-of-others.ts";
import type { Change } from "./change-user.ts";
import { type Thing, noteChange, noteKey } from "./things-to-change.ts";

/** Whether there was something to change. */
export function changeOrganization(change: Change, accounts: AccountOfOthers): boolean {
  const { action, now, number, thing } = change;
  const { simulator } = accounts;
  if (action === "create") return createOrganization(change, simulator);
  const organization = organizationOf(thing, simulator);
  // Organizations cannot be merged through Zendesk's API.
  if (organization === undefined || action === "merge") return false;
  if (action === "update") return updateOrganization(change, organization, accounts);
  noteChange(thing, action);
  const named = { id: organization.id };
  if (action === "delete") {
    simulator.changeByOthers({ action: "delete_organization", organization: named }, now);
    return true;
  }
  const name = `${VALUE_MARK} renamed ${number}`;
  noteKey(thing, organizationKey("name", name));
  simulator.changeByOthers({ action: "update_organization", organization: named, change: { name } }, now);
  return true;
}

function createOrganization({ now, number, thing }: Change, simulator: ZendeskSimulator): boolean {
  const { organizations } = simulator.account;
  const [{ external_id: externalId, name } = {}] = thing.records.map(({ user }) => user);
  const hasName = typeof name === "string" && organizations.byName(name) === undefined;
  const hasId = typeof externalId === "string" && organizations.byExternalId(externalId) === undefined;
  if (!hasName && !hasId) return false;
  const made = hasName ? name : `${VALUE_MARK} made by others ${number}`;
  noteChange(thing, "create");
  noteKey(thing, organizationKey("name", made));
  const change = { name: made, ...(hasId && { external_id: externalId }) };
  simulator.changeByOthers({ action: "create_organization", change }, now);
  return true;
}

/** A value for a field that no record writes, in both accounts. */
function updateOrganization(
  { now, number, thing }: Change,
  organization: StoredOrganization,
  { reference, simulator }: AccountOfOthers,
): boolean {
  const held = organizationOf(thing, reference);
  if (thing.isDeleted || held === undefined) return false;
  const change = { shared_comments: number % 2 === 0 };
  for (const [{ id }, account] of [[organization, simulator] as const, [held, reference] as const]) {
    account.changeByOthers({ action: "update_organization", organization: { id }, change }, now);
  }
  return true;
}

function organizationOf({ records }: Thing, { account }: ZendeskSimulator): StoredOrganization | undefined {
  for (const record of records) {
    const [organization] = organizationsOfRecord(record, account);
    if (organization) return organization;
  }
  return undefined;
}
