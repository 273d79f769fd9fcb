import type { ZendeskSimulator } from "zendesk-simulator";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { Account } from "../object-oracle.ts";
import type { ReferenceClient } from "../reference-client.ts";
import { resultingList } from "../resulting-list.ts";
import type { ConnectorScenario, OrganizationReference, ScenarioRecord } from "../../scenario/scenario.ts";

type StoredUser = NonNullable<ReturnType<ZendeskSimulator["account"]["users"]["byId"]>>;

/** Whether Zendesk's own upsert has the result that the settings ask for, for any user. */
export function mayShareAJob(record: ScenarioRecord, connector: ConnectorScenario): boolean {
  return !hasFollowUp(record, connector) && record.user["id"] === undefined;
}

/** Whether a user is incomplete after a job has written the record: tags, organizations, the primary address. */
export function hasFollowUp(record: ScenarioRecord, { settings }: ConnectorScenario): boolean {
  const { organization, organizations, user } = record;
  const changesAddress =
    user["email"] !== undefined && (settings["email_change"] ?? "add_secondary") !== "add_secondary";
  return user["tags"] !== undefined || organization !== undefined || organizations !== undefined || changesAddress;
}

/** The record's user as sent under the settings, if Zendesk holds `user`. */
export function userToSend(
  record: ScenarioRecord,
  user: StoredUser | undefined,
  { settings }: ConnectorScenario,
): RecordData {
  const tags = resultingList(user?.tags ?? [], record.user["tags"], settings["tags_mode"]);
  const { email, ...others } = record.user;
  const hasAddress = user?.identities.some(({ type }) => type === "email") === true;
  const keepsAddress = settings["email_change"] === "ignore" && hasAddress && isFoundWithoutAddress(record, user);
  return { ...others, ...(email !== undefined && !keepsAddress && { email }), ...(tags && { tags }) };
}

/** What the settings require once the user is written. False: Zendesk refuses a part of it, and the record is rejected. */
export function followUp(
  record: ScenarioRecord,
  user: StoredUser,
  { settings }: ConnectorScenario,
  client: ReferenceClient,
): boolean {
  const { account } = client.simulator;
  const ids = organizationIds(record, account);
  const isReplaced = settings["organization_mode"] === "replace";
  if (ids && isReplaced) account.memberships.set(user, ids);
  const isAdded = !ids || isReplaced || ids.every((id) => addMembership(user.id, id, client));
  const email = String(record.user["email"]).toLowerCase();
  const identity = user.identities.find(({ type, value }) => type === "email" && value.toLowerCase() === email);
  if (identity && settings["email_change"] === "make_primary" && isFoundWithoutAddress(record, user)) {
    account.users.makePrimary(user, identity);
  }
  return isAdded;
}

/** Zendesk allows a user 300 organizations. */
function addMembership(userId: number, organizationId: number, client: ReferenceClient): boolean {
  const memberships = client.simulator.account.users.byId(userId)?.memberships ?? [];
  if (memberships.some((membership) => membership.organizationId === organizationId)) return true;
  const row = { user_id: userId, organization_id: organizationId };
  const path = "/api/v2/organization_memberships/create_many";
  const [result] = client.run("POST", path, { organization_memberships: [row] });
  return result?.["error"] === undefined;
}

function isFoundWithoutAddress(record: ScenarioRecord, user: StoredUser | undefined): boolean {
  if (record.user["id"] !== undefined) return true;
  const externalId = record.user["external_id"];
  return typeof externalId === "string" && externalId.toLowerCase() === user?.externalId?.toLowerCase();
}

/** Whether the record names an organization that does not exist. */
export function namesNothing({ organization, organizations = [] }: ScenarioRecord, account: Account): boolean {
  return [organization ?? [], organizations].flat().some((named) => namedBy(named, account) === undefined);
}

/** Those that the record puts its user into, the default one first. Undefined if it says nothing about them. */
function organizationIds(record: ScenarioRecord, account: Account): readonly number[] | undefined {
  const named = record.organizations ?? (record.organization && [record.organization]);
  return named && [...new Set(named.flatMap((each) => namedBy(each, account)?.id ?? []))];
}

function namedBy({ column, value }: OrganizationReference, { organizations }: Account) {
  if (column === "id") return organizations.byId(Number(value));
  return column === "name" ? organizations.byName(value) : organizations.byExternalId(value);
}
