import { bodyObject, type Call, type Reply, type Route } from "../call.ts";
import { textOf } from "../json.ts";
import type { Organization } from "../organizations/organization-store.ts";
import { organizationView } from "../organizations/organization-view.ts";
import { InvalidOrganization, writeOrganization } from "../organizations/write-organization.ts";
import { page, pageParameters } from "../pagination.ts";
import { nameParameters, requiredNames } from "../query-names.ts";
import { badRequest, recordNotFound, Refusal } from "../refusal.ts";
import { checkTypes } from "../users/check-types.ts";

function showMany(call: Call): Reply {
  const { organizations } = call.account;
  const { key, values } = requiredNames(call);
  const byKey = (value: string) => {
    return key === "id" ? organizations.byId(Number(value)) : organizations.byExternalId(value);
  };
  return list(call, values.map(byKey));
}

/** By whole name or by external id, at once; only `users/search` has an index that lags. */
function search(call: Call): Reply {
  const { organizations } = call.account;
  const externalId = call.query.get("external_id");
  const name = call.query.get("name");
  if (externalId !== null && name !== null) {
    throw badRequest("InvalidParameters", "name and external_id cannot be combined");
  }
  if (externalId !== null) return list(call, [organizations.byExternalId(externalId)]);
  return list(call, [organizations.byName(nameAskedFor(call))]);
}

function nameAskedFor({ query }: Call): string {
  const name = query.get("name") ?? "";
  if (name.trim() === "") throw badRequest("ParameterMissing", "Required parameter missing: name");
  return name;
}

/** Names that start with the text. */
function autocomplete(call: Call): Reply {
  const start = nameAskedFor(call).toLowerCase();
  const all = [...call.account.organizations.all()];
  return list(
    call,
    all.filter(({ name }) => name.toLowerCase().startsWith(start)),
  );
}

function show(call: Call): Reply {
  return { body: { organization: organizationView(requested(call), call.origin) } };
}

function create(call: Call): Reply {
  return write(call, undefined);
}

function createOrUpdate(call: Call): Reply {
  const body = bodyObject(call, "organization");
  const { organizations } = call.account;
  // A name is no key here: an organization of that name under another external id is a duplicate.
  const byId = typeof body["id"] === "number" ? organizations.byId(body["id"]) : undefined;
  const externalId = textOf(body["external_id"]);
  return write(call, byId ?? (externalId === undefined ? undefined : organizations.byExternalId(externalId)));
}

function update(call: Call): Reply {
  return write(call, requested(call));
}

function destroy(call: Call): Reply {
  call.account.organizations.delete(requested(call));
  return { status: 204 };
}

function write(call: Call, target: Organization | undefined): Reply {
  try {
    const body = bodyObject(call, "organization");
    checkTypes([body]);
    const organization = writeOrganization(call.account.organizations, target, body, call.nowMs);
    const status = target === undefined ? 201 : 200;
    return { status, body: { organization: organizationView(organization, call.origin) } };
  } catch (error) {
    if (!(error instanceof InvalidOrganization)) throw error;
    const details = { [error.property]: [{ description: error.message, error: error.code }] };
    throw new Refusal(422, { error: "RecordInvalid", description: "Record validation errors", details });
  }
}

function requested(call: Call): Organization {
  const organization = call.account.organizations.byId(Number(call.params["id"]));
  if (organization === undefined) throw recordNotFound();
  return organization;
}

function list(call: Call, found: readonly (Organization | undefined)[]): Reply {
  const organizations = [...new Set(found)].filter((organization) => organization !== undefined);
  return page(call, "organizations", organizations, (organization) => organizationView(organization, call.origin));
}

export const organizationRoutes: readonly Route[] = [
  { method: "GET", path: "api/v2/organizations/show_many", handle: showMany, parameters: nameParameters },
  { method: "GET", path: "api/v2/organizations/search", handle: search, parameters: ["name", "external_id"] },
  {
    method: "GET",
    path: "api/v2/organizations/autocomplete",
    handle: autocomplete,
    parameters: ["name", ...pageParameters],
  },
  { method: "GET", path: "api/v2/organizations/:id", handle: show },
  { method: "POST", path: "api/v2/organizations", handle: create },
  { method: "POST", path: "api/v2/organizations/create_or_update", handle: createOrUpdate },
  { method: "PUT", path: "api/v2/organizations/:id", handle: update },
  { method: "DELETE", path: "api/v2/organizations/:id", handle: destroy, allowed: "admin" },
];
