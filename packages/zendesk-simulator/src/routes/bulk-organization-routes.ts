import type { JobWork } from "../account/job-work.ts";
import { bodyList, type Call, type Reply, type Route } from "../call.ts";
import { isObject, type JsonObject, textOf } from "../json.ts";
import type { Organization } from "../organizations/organization-store.ts";
import { InvalidOrganization, writeOrganization } from "../organizations/write-organization.ts";
import { tooManyValues } from "../refusal.ts";
import { checkTypes } from "../users/check-types.ts";
import { acceptJob } from "./accept-job.ts";
import { rowKey } from "./row-key.ts";

function createMany(call: Call): Reply {
  const { organizations } = call.account;
  return acceptRows(call, "Create", (row, index, nowMs) => {
    try {
      return { status: "Created", id: writeOrganization(organizations, undefined, row, nowMs).id };
    } catch (error) {
      if (!(error instanceof InvalidOrganization)) throw error;
      return { index, error: "OrganizationCreateFailed", details: error.message };
    }
  });
}

function updateMany(call: Call): Reply {
  const { organizations } = call.account;
  return acceptRows(call, "Update", (row, index, nowMs) => {
    const target = namedOrganization(call, row);
    if (target === undefined) return { index, error: "RecordNotFound", details: "Couldn't find Organization" };
    try {
      writeOrganization(organizations, target, row, nowMs);
      return { id: target.id, action: "update", status: "Updated", success: true };
    } catch (error) {
      if (!(error instanceof InvalidOrganization)) throw error;
      return { index, error: "OrganizationUpdateFailed", id: target.id, details: error.message };
    }
  });
}

function namedOrganization({ account: { organizations } }: Call, row: JsonObject): Organization | undefined {
  const id = textOf(row["id"]);
  return id === undefined
    ? organizations.byExternalId(textOf(row["external_id"]) ?? "")
    : organizations.byId(Number(id));
}

function acceptRows(
  call: Call,
  verb: "Create" | "Update",
  run: (row: JsonObject, index: number, nowMs: number) => JsonObject,
): Reply {
  const rows = bodyList(call, "organizations").map((row) => (isObject(row) ? row : {}));
  if (rows.length > 100) throw tooManyValues();
  checkTypes(rows);
  const work: JobWork = {
    jobType: `Bulk ${verb} Organization`,
    jobClass: `OrganizationBulk${verb}Job`,
    activity: verb === "Create" ? "Creating organization" : "Updating organization",
    total: rows.length,
    rows,
    rowKeys: rows.map(rowKey),
    run: (index, nowMs) => run(rows[index] ?? {}, index, nowMs),
  };
  return acceptJob(call, work);
}

export const bulkOrganizationRoutes: readonly Route[] = [
  { method: "POST", path: "api/v2/organizations/create_many", handle: createMany },
  { method: "PUT", path: "api/v2/organizations/update_many", handle: updateMany },
];
