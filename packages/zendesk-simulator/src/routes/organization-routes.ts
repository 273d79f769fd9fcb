import { bodyObject, type Call, type Reply, type Route } from "../call.ts";
import { type Json, textOf } from "../json.ts";
import type { Organization } from "../organizations/organization-store.ts";
import { organizationView } from "../organizations/organization-view.ts";
import { organizationAttributes } from "../organizations/organization-attributes.ts";
import { writeOrganization } from "../organizations/write-organization.ts";
import { forbidden, recordNotFound, Refusal } from "../refusal.ts";
import { checkTypes } from "../records/check-types.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import { unpermittedKeys } from "../records/unpermitted-keys.ts";
import { warningHeader } from "./accept-job.ts";

function show(call: Call): Reply {
  return { body: { organization: view(call, requestedOrganization(call)) } };
}

function create(call: Call): Reply {
  return write(call, "create", undefined);
}

function createOrUpdate(call: Call): Reply {
  const body = bodyObject(call, "organization");
  const { organizations } = call.account;
  // A name is not a key here: an organization of that name with another external id is a duplicate.
  const byId = typeof body["id"] === "number" ? organizations.byId(body["id"]) : undefined;
  const externalId = textOf(body["external_id"]);
  return write(
    call,
    "create_or_update",
    byId ?? (externalId === undefined ? undefined : organizations.byExternalId(externalId)),
  );
}

function update(call: Call): Reply {
  return write(call, "update", requestedOrganization(call));
}

function destroy(call: Call): Reply {
  call.account.deleteOrganization(requestedOrganization(call), call.nowMs);
  return { status: 204 };
}

function write(call: Call, action: string, target: Organization | undefined): Reply {
  const { account, writerRole, nowMs } = call;
  const body = bodyObject(call, "organization");
  checkTypes([body]);
  const unpermitted = unpermittedKeys([body], "organization", organizationAttributes, account.organizationFields);
  const headers = warningHeader({ controller: "organizations", action, unpermitted });
  try {
    const organization = writeOrganization(account, target, body, writerRole, nowMs);
    return { status: target === undefined ? 201 : 200, headers, body: { organization: view(call, organization) } };
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error;
    if (error.code === "PermissionDenied") throw forbidden(error.message);
    throw new Refusal(422, error.toValidationErrors(), headers);
  }
}

function view({ account, origin }: Call, organization: Organization): Json {
  return organizationView(organization, account.organizationFields, origin);
}

export function requestedOrganization(call: Call): Organization {
  const organization = call.account.organizations.byId(Number(call.params["id"]));
  if (organization === undefined) throw recordNotFound();
  return organization;
}

export const organizationRoutes: readonly Route[] = [
  { method: "GET", path: "api/v2/organizations/:id", handle: show },
  { method: "POST", path: "api/v2/organizations", handle: create },
  { method: "POST", path: "api/v2/organizations/create_or_update", handle: createOrUpdate },
  { method: "PUT", path: "api/v2/organizations/:id", handle: update },
  { method: "DELETE", path: "api/v2/organizations/:id", handle: destroy, allowed: "admin" },
];
