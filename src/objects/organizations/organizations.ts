import { listCustomFields } from "../../zendesk/resources/field-definitions.ts";
import { membershipsOfOrganization } from "../../zendesk/resources/memberships.ts";
import type { ZendeskOrganization } from "../../zendesk/resources/organizations.ts";
import type { Directories } from "../directories.ts";
import type { Draft, ObjectType } from "../object-type.ts";
import { without } from "../row.ts";
import { nestCustomFields } from "../write/body.ts";
import { bulkDeletion, bulkEndpoint } from "../write/bulk-endpoints.ts";
import type { ListMode } from "../list-mode.ts";
import { heldList, resultingList, givenList } from "../write/lists.ts";
import { LIST_COLUMNS, ORGANIZATION_COLUMNS, UNWRITTEN_COLUMNS } from "./organization-columns.ts";
import { ORGANIZATION_KEYS } from "./organization-keys.ts";

export const ORGANIZATION_FIELDS = { prefix: "organization_fields", shape: "object" } as const;

/** Of 100 users each. Larger organizations count as used. */
const MEMBER_PAGES = 10;

/** Zendesk's organizations. There is no bulk upsert: https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/ */
export function createOrganizations(
  { tags_mode }: { readonly tags_mode: ListMode },
  { organizations }: Pick<Directories, "organizations">,
): ObjectType<ZendeskOrganization, never> {
  return {
    name: "organizations",
    noun: { one: "organization", many: "organizations" },
    permission: "manage organizations",
    columns: ORGANIZATION_COLUMNS,
    unwritten: UNWRITTEN_COLUMNS,
    requiredToCreate: [["name"]],
    customFields: {
      ...ORGANIZATION_FIELDS,
      list: ({ client }) => listCustomFields(client, ORGANIZATION_FIELDS.prefix),
    },
    lists: { columns: LIST_COLUMNS, mode: tags_mode },
    stepwise: tags_mode === "replace" ? [] : LIST_COLUMNS,
    keys: ORGANIZATION_KEYS,
    hasUniqueKeys: true,
    actions: {
      create: bulkEndpoint("organizations", "create_many"),
      update: bulkEndpoint("organizations", "update_many"),
      delete: bulkDeletion("organizations"),
    },
    jobType: /organization(?!.*membership)/i,
    payload: (draft) => ({ body: toBody(draft, tags_mode) }),
    directory: organizations,
    quirks: {
      members: async ({ id }, { api, signal }) => {
        const { isWhole, memberships } = await membershipsOfOrganization(api.client, id, MEMBER_PAGES, signal);
        return isWhole ? memberships.map(({ user_id }) => user_id) : undefined;
      },
      // A name that is new here may belong to another organization.
      hasUncheckedKey: ({ held, row, values }) =>
        row.key.column !== "name" && values["name"] !== undefined && held?.name !== values["name"],
    },
  };
}

function toBody({ held, values }: Draft<ZendeskOrganization>, tagsMode: ListMode): Readonly<Record<string, unknown>> {
  const lists = LIST_COLUMNS.flatMap((column) => {
    const given = givenList(values, column);
    return given ? [[column, resultingList(held ? heldList(held, column) : [], given, tagsMode)] as const] : [];
  });
  return nestCustomFields({ ...without(values, "id"), ...Object.fromEntries(lists) }, ORGANIZATION_FIELDS);
}
