import {
  type ZendeskOrganization,
  searchOrganizations,
  showManyOrganizations,
} from "../../zendesk/resources/organizations.ts";
import type { Key } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";
import { type ThingReader, findByExternalIds, findByIds, findBySearch, isUnlistable } from "../find/find-by-key.ts";

/** In the order in which a record with several keys is matched. */
export const ORGANIZATION_KEYS: readonly Key<ZendeskOrganization>[] = [
  {
    column: "external_id",
    isNatural: true,
    find: (values, context) => findByExternalIds(values, readerIn(context)),
    isSearched: isUnlistable,
  },
  {
    column: "name",
    isNatural: true,
    find: (values, context) => findBySearch(values, "name", readerIn(context)),
    isSearched: () => true,
  },
  { column: "id", isNatural: false, find: (values, context) => findByIds(values, readerIn(context)) },
];

function readerIn({ api: { client }, signal }: RequestContext): ThingReader<ZendeskOrganization> {
  return {
    listByIds: (ids) => showManyOrganizations(client, "ids", ids, signal),
    listByExternalIds: (externalIds) => showManyOrganizations(client, "external_ids", externalIds, signal),
    hasKey: (organization, column, value) =>
      Promise.resolve(column === "name" && foldedName(organization.name) === foldedName(value)),
    search: (column, value) => searchOrganizations(client, column === "name" ? "name" : "external_id", value, signal),
  };
}

/** Zendesk ignores case and surrounding spaces in names. */
function foldedName(name: string): string {
  return name.trim().toLowerCase();
}
