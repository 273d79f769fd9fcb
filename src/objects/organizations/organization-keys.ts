import {
  type ZendeskOrganization,
  searchOrganizations,
  showManyOrganizations,
} from "../../zendesk/resources/organizations.ts";
import type { Key } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";
import { type ThingReader, searchableKeys } from "../find/find-by-key.ts";

export const ORGANIZATION_KEYS: readonly Key<ZendeskOrganization>[] = searchableKeys("name", readerIn);

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
