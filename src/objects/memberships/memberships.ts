import type { ZendeskMembership } from "../../zendesk/resources/memberships.ts";
import { columnsOfKey, keyNamed } from "../keys.ts";
import type { Directories } from "../directories.ts";
import type { ObjectType } from "../object-type.ts";
import { bulkDeletion, bulkEndpoint } from "../write/bulk-endpoints.ts";
import { membershipOf } from "../references/dependency.ts";
import { dependenciesIn } from "../write/dependencies.ts";
import { MEMBER, MEMBER_OF, MEMBERSHIP_COLUMNS, UNWRITTEN_COLUMNS } from "./membership-columns.ts";
import { membershipKeys } from "./membership-keys.ts";

/** Which users belong to which organizations. https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/ */
export function createMemberships(
  _settings: unknown,
  { users, organizations }: Directories,
): ObjectType<ZendeskMembership, never> {
  const relations = [
    { ...MEMBER, directory: users },
    { ...MEMBER_OF, directory: organizations },
  ] as const;
  const keys = membershipKeys(relations);
  const creation = bulkEndpoint("organization_memberships", "create_many");
  return {
    name: "organization_memberships",
    noun: { one: "organization membership", many: "organization memberships" },
    permission: "manage organizations",
    columns: MEMBERSHIP_COLUMNS,
    unwritten: UNWRITTEN_COLUMNS,
    requiredToCreate: [],
    keys,
    isKeyOnly: true,
    // An upsert is a creation too: Zendesk refuses a membership that exists, which counts as unchanged (`isKeyOnly`).
    actions: { upsert: creation, create: creation, delete: bulkDeletion("organization_memberships") },
    jobType: /membership/i,
    relations,
    writtenAfter: ["users", "organizations"],
    payload: ({ values: { organization_id, user_id } }) => ({ body: { user_id, organization_id } }),
    quirks: {
      // A record may name the user and the organization in several ways. Only the columns of its chosen key count.
      withKey: (values, matchingKey) => ({
        values: Object.fromEntries(
          columnsOfKey(keyNamed({ keys }, matchingKey)).map((column) => [column, values[column]]),
        ),
      }),
      alsoWrites: (values) => membershipOf(dependenciesIn(values, MEMBER).flat()),
      // It was found by its user and organization, and has nothing else.
      holds: () => true,
    },
  };
}
