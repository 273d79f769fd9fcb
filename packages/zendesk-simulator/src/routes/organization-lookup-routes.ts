import type { Call, Reply, Route } from "../call.ts";
import { nameKey, type Organization } from "../organizations/organization-store.ts";
import { organizationView } from "../organizations/organization-view.ts";
import { page, PAGE_PARAMETERS } from "../pagination.ts";
import { NAME_PARAMETERS, requiredNames } from "../query-names.ts";
import { badRequest } from "../refusal.ts";

/** Unknown ids are left out. */
function showMany(call: Call): Reply {
  const { organizations } = call.account;
  const { key, values } = requiredNames(call);
  const byKey = (value: string) =>
    key === "id" ? organizations.byId(Number(value)) : organizations.byExternalId(value);
  return list(call, values.map(byKey));
}

/** By whole name or by external id. The index may lag, as that of users does. */
function search(call: Call): Reply {
  const { account, query, nowMs } = call;
  const { organizations, organizationIndex: index } = account;
  const externalId = query.get("external_id");
  if (externalId !== null && query.has("name")) {
    throw badRequest("InvalidParameters", "name and external_id cannot be combined");
  }
  if (externalId?.trim() === "") throw badRequest("ParameterMissing", "Required parameter missing: external_id");
  if (externalId === null) {
    const name = nameAskedFor(call);
    if (!index.isBehind) return list(call, [organizations.byName(name)]);
    const hasName = (found: Organization) => nameKey(found.name) === nameKey(name);
    return list(call, index.at(nowMs).filter(hasName));
  }
  if (!index.isBehind) return list(call, [organizations.byExternalId(externalId)]);
  const hasId = (found: Organization) => found.externalId?.toLowerCase() === externalId.toLowerCase();
  return list(call, index.at(nowMs).filter(hasId));
}

/** Names that start with the text. */
function autocomplete(call: Call): Reply {
  const { organizations, organizationIndex: index } = call.account;
  const start = nameAskedFor(call).toLowerCase();
  const all = index.isBehind ? index.at(call.nowMs) : [...organizations.all()];
  const startsSo = ({ name }: Organization) => name.toLowerCase().startsWith(start);
  return list(call, all.filter(startsSo));
}

function nameAskedFor({ query }: Call): string {
  const name = query.get("name") ?? "";
  if (name.trim() === "") throw badRequest("ParameterMissing", "Required parameter missing: name");
  return name;
}

function list(call: Call, found: readonly (Organization | undefined)[]): Reply {
  const { account, origin } = call;
  const organizations = [...new Set(found)].filter((organization) => organization !== undefined);
  return page(call, "organizations", organizations, (organization) =>
    organizationView(organization, account.organizationFields, origin),
  );
}

export const organizationLookupRoutes: readonly Route[] = [
  { method: "GET", path: "api/v2/organizations/show_many", handle: showMany, parameters: NAME_PARAMETERS },
  { method: "GET", path: "api/v2/organizations/search", handle: search, parameters: ["name", "external_id"] },
  {
    method: "GET",
    path: "api/v2/organizations/autocomplete",
    handle: autocomplete,
    parameters: ["name", ...PAGE_PARAMETERS],
  },
];
