import { bodyList, type Call, type Reply, type Route } from "../call.ts";
import { isObject, type JsonObject, textOf } from "../json.ts";
import { addMembership, endMembership } from "../organizations/write-membership.ts";
import { requiredNames } from "../query-names.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import { tooManyValues } from "../refusal.ts";
import { acceptJob } from "./accept-job.ts";
import { errorCode, type JobName, jobOf } from "./bulk-rows.ts";

function createMany(call: Call): Reply {
  const { account, writerRole } = call;
  const rows = bodyList(call, "organization_memberships").map((row) => (isObject(row) ? row : {}));
  if (rows.length > 100) throw tooManyValues();
  const write = (index: number, nowMs: number): JsonObject => {
    const { membership } = addMembership(account, rows[index] ?? {}, writerRole, nowMs);
    return { id: membership.id, action: "create", status: "Created", success: true };
  };
  const failed = (index: number, error: InvalidRecord): JsonObject => {
    const code = errorCode(error, "OrganizationMembershipCreateFailed");
    return { index, action: "create", error: code, success: false, details: error.message };
  };
  const rowKeys = rows.map((row) => `${textOf(row["user_id"])} in ${textOf(row["organization_id"])}`);
  return acceptJob(call, { ...jobOf(jobName("Create", "Creating"), rows, write, failed), rowKeys });
}

function destroyMany(call: Call): Reply {
  const { account, writerRole } = call;
  const rows = requiredNames(call).values.map((id) => ({ id: Number(id) }));
  const write = (index: number, nowMs: number): JsonObject => {
    const id = rows[index]?.id ?? 0;
    const found = account.memberships.byId(id);
    if (found === undefined) throw new InvalidRecord("base", "RecordNotFound", "Couldn't find membership");
    endMembership(account, found, writerRole, nowMs);
    return { id, action: "delete", status: "Deleted", success: true };
  };
  const failed = (index: number, { code, message }: InvalidRecord): JsonObject => ({
    ...rows[index],
    action: "delete",
    error: code,
    success: false,
    details: message,
  });
  return acceptJob(call, jobOf(jobName("Delete", "Deleting"), rows, write, failed));
}

function jobName(verb: "Create" | "Delete", doing: string): JobName {
  return {
    jobType: `Bulk ${verb} Organization Membership`,
    jobClass: `OrganizationMembershipBulk${verb}Job`,
    activity: `${doing} organization membership`,
  };
}

const PATH = "api/v2/organization_memberships";

export const bulkMembershipRoutes: readonly Route[] = [
  { method: "POST", path: `${PATH}/create_many`, handle: createMany },
  { method: "DELETE", path: `${PATH}/destroy_many`, handle: destroyMany, parameters: ["ids"] },
];
