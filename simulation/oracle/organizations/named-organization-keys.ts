import { listed, rowsIn } from "../named-keys.ts";
import type { Account } from "../object-oracle.ts";
import { keysOfOrganization, organizationKey } from "./organization-keys.ts";

/** The organizations named in the URL of a request. Those named by id have other keys too. */
export function organizationKeysInUrl({ pathname, searchParams }: URL, account: Account): readonly string[] {
  if (!pathname.startsWith("/api/v2/organizations/")) return [];
  const externalIds = [...listed(searchParams.get("external_ids")), ...searchParams.getAll("external_id")];
  return [
    ...listed(searchParams.get("ids")).flatMap((id) => keysOfId(id, account)),
    ...externalIds.map((externalId) => organizationKey("external_id", externalId)),
    ...searchParams.getAll("name").map((name) => organizationKey("name", name)),
  ];
}

/** The keys by which a request names organizations, including those that it puts users into. */
export function organizationKeysInRequest(url: URL, body: string | undefined, account: Account): readonly string[] {
  const own = rowsIn(body, "organizations").flatMap(({ external_id: externalId, id, name }) => [
    ...(id === undefined ? [] : keysOfId(String(id), account)),
    ...(typeof externalId === "string" ? [organizationKey("external_id", externalId)] : []),
    ...(typeof name === "string" ? [organizationKey("name", name)] : []),
  ]);
  const members = ["user", "users", "organization_memberships"].flatMap((field) => rowsIn(body, field));
  const joined = members.flatMap(({ organization_id: id }) =>
    id === undefined || id === null ? [] : keysOfId(String(id), account),
  );
  return [...organizationKeysInUrl(url, account), ...own, ...joined];
}

function keysOfId(id: string, { organizations }: Account): readonly string[] {
  const organization = organizations.formerById(Number(id));
  return organization ? keysOfOrganization(organization) : [organizationKey("id", id)];
}
