import type { FieldSet } from "../fields/field-set.ts";
import type { JsonObject } from "../json.ts";
import type { Membership, StoredUser } from "../users/stored-user.ts";
import { timestamp } from "../records/timestamp.ts";
import type { Organization } from "./organization-store.ts";

const UNTOUCHED = {
  shared_tickets: false,
  shared_comments: false,
  domain_names: [],
  details: null,
  notes: null,
  group_id: null,
};

export function organizationView(organization: Organization, fields: FieldSet, origin: string): JsonObject {
  return {
    url: `${origin}/api/v2/organizations/${organization.id}.json`,
    id: organization.id,
    name: organization.name,
    created_at: timestamp(organization.createdAt),
    updated_at: timestamp(organization.updatedAt),
    ...UNTOUCHED,
    ...organization.attributes,
    external_id: organization.externalId,
    tags: organization.tags,
    organization_fields: fields.view(organization.fields),
  };
}

export function membershipView(
  user: StoredUser,
  membership: Membership,
  organizationName: string | null,
  origin: string,
): JsonObject {
  return {
    url: `${origin}/api/v2/organization_memberships/${membership.id}.json`,
    id: membership.id,
    user_id: user.id,
    organization_id: membership.organizationId,
    organization_name: organizationName,
    default: user.memberships[0] === membership,
    view_tickets: true,
    created_at: timestamp(user.updatedAt),
    updated_at: timestamp(user.updatedAt),
  };
}
