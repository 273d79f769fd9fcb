import { type Json, type JsonObject, textOf } from "../json.ts";
import { checkedTags } from "../users/check-user.ts";
import type { Organization, OrganizationStore } from "./organization-store.ts";

const plainAttributes: ReadonlySet<string> = new Set([
  "details",
  "domain_names",
  "group_id",
  "notes",
  "organization_fields",
  "shared_comments",
  "shared_tickets",
]);

/** What is wrong with an organization: a failed row of a job, or a 422 of a single request. */
export class InvalidOrganization extends Error {
  readonly property: string;
  readonly code: string;

  /** `message` is Zendesk's text, two spaces after the colon included: "Name:  Acme has already been taken". */
  constructor(property: string, code: string, message: string) {
    super(message);
    this.name = "InvalidOrganization";
    this.property = property;
    this.code = code;
  }
}

/** All or nothing: throws InvalidOrganization before anything is changed. */
export function writeOrganization(
  organizations: OrganizationStore,
  target: Organization | undefined,
  body: JsonObject,
  nowMs: number,
): Organization {
  const name = textOf(body["name"])?.trim();
  if (name === "" || (name === undefined && target === undefined)) {
    throw new InvalidOrganization("name", "BlankValue", "Name: cannot be blank");
  }
  const sameName = name === undefined ? undefined : organizations.byName(name);
  if (sameName !== undefined && sameName !== target) {
    throw new InvalidOrganization("name", "DuplicateValue", `Name:  ${name} has already been taken`);
  }
  const externalId = textOf(body["external_id"]);
  const sameExternalId = externalId === undefined ? undefined : organizations.byExternalId(externalId);
  if (sameExternalId !== undefined && sameExternalId !== target) {
    throw new InvalidOrganization("external_id", "DuplicateValue", `External:  ${externalId} has already been taken`);
  }

  const organization = target ?? organizations.create(name ?? "", null, nowMs);
  organization.updatedAt = nowMs;
  if (name !== undefined) organizations.rename(organization, name);
  if (body["external_id"] !== undefined) organizations.setExternalId(organization, externalId ?? null);
  organization.tags = checkedTags(body["tags"]) ?? organization.tags;
  const changes: Record<string, Json> = {};
  for (const [key, value] of Object.entries(body)) if (plainAttributes.has(key)) changes[key] = value ?? null;
  organization.attributes = { ...organization.attributes, ...changes };
  return organization;
}
