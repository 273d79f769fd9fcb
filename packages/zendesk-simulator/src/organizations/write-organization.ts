import type { Role } from "../account/account-options.ts";
import type { FieldSet } from "../fields/field-set.ts";
import { type LookupTargets, lookupTarget } from "../fields/lookup-target.ts";
import { type JsonObject, textOf } from "../json.ts";
import { checkedName } from "../records/checked-name.ts";
import { sentAttributes, withChanges } from "../records/stored-values.ts";
import { checkedTags } from "../records/tags.ts";
import { checkKeysAreFree, checkLengths, checkMayWrite } from "./check-organization.ts";
import { PLAIN_ORGANIZATION_ATTRIBUTES } from "./organization-attributes.ts";
import type { Organization, OrganizationStore } from "./organization-store.ts";

/** What is needed to write an organization. */
export interface OrganizationAccount extends LookupTargets {
  readonly organizationFields: FieldSet;
}

/** The organization an update refers to, which must exist: by id, else by external id. A name is not a key here. */
export function namedOrganization(organizations: OrganizationStore, body: JsonObject): Organization | undefined {
  const id = textOf(body["id"]);
  if (id !== undefined) return organizations.byId(Number(id));
  return organizations.byExternalId(textOf(body["external_id"]) ?? "");
}

/**
 * Writes an organization's body onto `target`, or creates one without a target. All or nothing: throws InvalidRecord
 * before anything is changed. `writer` is the role of the caller.
 */
export function writeOrganization(
  account: OrganizationAccount,
  target: Organization | undefined,
  body: JsonObject,
  writer: Role,
  nowMs: number,
): Organization {
  const { organizations } = account;
  const name = checkedName(body, target === undefined, "cannot be blank");
  const externalId = textOf(body["external_id"]);
  checkLengths(body);
  const fieldValues = account.organizationFields.storedValues(body, lookupTarget(account));
  checkKeysAreFree(organizations, target, name, externalId);
  checkMayWrite(writer, target, body);

  const organization = target ?? organizations.create(name ?? "", null, nowMs);
  if (name !== undefined) organizations.rename(organization, name);
  if (body["external_id"] !== undefined) organizations.setExternalId(organization, externalId ?? null);
  organization.tags = checkedTags(body["tags"]) ?? organization.tags;
  organization.fields = withChanges(organization.fields, fieldValues);
  organization.attributes = withChanges(organization.attributes, sentAttributes(body, PLAIN_ORGANIZATION_ATTRIBUTES));
  organizations.touch(organization, nowMs);
  return organization;
}
