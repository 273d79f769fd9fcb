import type { Call, Reply, Route } from "../call.ts";
import { organizationAttributes } from "../organizations/organization-attributes.ts";
import type { Organization } from "../organizations/organization-store.ts";
import { namedOrganization, writeOrganization } from "../organizations/write-organization.ts";
import { NAME_PARAMETERS } from "../query-names.ts";
import type { InvalidRecord } from "../records/invalid-record.ts";
import { unpermittedKeys } from "../records/unpermitted-keys.ts";
import { acceptJob } from "./accept-job.ts";
import { type BulkResource, destroyMany, updateMany } from "./bulk-resource.ts";
import { bulkRows, errorCode, type JobName, jobOf } from "./bulk-rows.ts";

function jobName(verb: "Create" | "Update" | "Delete", activity: string): JobName {
  return { jobType: `Bulk ${verb} Organization`, jobClass: `OrganizationBulk${verb}Job`, activity };
}

const organizations: BulkResource<Organization> = {
  many: "organizations",
  one: "organization",
  noun: "Organization",
  updateJob: jobName("Update", "Updating organization"),
  deleteJob: jobName("Delete", "Deleting organization"),
  attributes: organizationAttributes,
  fieldsOf: ({ organizationFields }) => organizationFields,
  named: (account, name) => namedOrganization(account.organizations, name),
  write: ({ account, writerRole }, target, change, nowMs) => {
    writeOrganization(account, target, change, writerRole, nowMs);
  },
  remove: (account, target, nowMs) => account.deleteOrganization(target, nowMs),
};

function createOrganizations(call: Call): Reply {
  const { account, writerRole } = call;
  const rows = bulkRows(call, "organizations");
  const write = (index: number, nowMs: number) => ({
    status: "Created",
    id: writeOrganization(account, undefined, rows[index] ?? {}, writerRole, nowMs).id,
  });
  const failed = (index: number, error: InvalidRecord) => ({
    index,
    error: errorCode(error, "OrganizationCreateFailed"),
    details: error.message,
  });
  const work = jobOf(jobName("Create", "Creating organization"), rows, write, failed);
  const unpermitted = unpermittedKeys(rows, "organizations", organizationAttributes, account.organizationFields);
  return acceptJob(call, work, { controller: "organizations", action: "create_many", unpermitted });
}

function updateOrganizations(call: Call): Reply {
  return updateMany(call, organizations);
}

function destroyOrganizations(call: Call): Reply {
  return destroyMany(call, organizations);
}

export const bulkOrganizationRoutes: readonly Route[] = [
  { method: "POST", path: "api/v2/organizations/create_many", handle: createOrganizations },
  { method: "PUT", path: "api/v2/organizations/update_many", handle: updateOrganizations, parameters: NAME_PARAMETERS },
  {
    method: "DELETE",
    path: "api/v2/organizations/destroy_many",
    handle: destroyOrganizations,
    allowed: "admin",
    parameters: NAME_PARAMETERS,
  },
];
