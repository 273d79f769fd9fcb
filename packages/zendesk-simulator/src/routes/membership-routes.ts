import type { JobWork } from "../account/job-work.ts";
import { bodyList, type Call, type Reply, type Route } from "../call.ts";
import { isObject, type JsonObject, textOf } from "../json.ts";
import { MOST_ORGANIZATIONS } from "../organizations/memberships.ts";
import { membershipView } from "../organizations/organization-view.ts";
import { page, PAGE_PARAMETERS } from "../pagination.ts";
import { requiredNames } from "../query-names.ts";
import { recordNotFound, tooManyValues } from "../refusal.ts";
import { activeUser } from "../users/write-user.ts";
import { acceptJob } from "./accept-job.ts";
import { requestedUser } from "./user-routes.ts";

function listOfUser(call: Call): Reply {
  const user = requestedUser(call);
  return page(call, "organization_memberships", user.memberships, (membership) => {
    const name = call.account.organizations.byId(membership.organizationId)?.name ?? null;
    return membershipView(user, membership, name, call.origin);
  });
}

/** Answers with all memberships of the user. */
function makeDefault(call: Call): Reply {
  const user = requestedUser(call);
  const membership = user.memberships.find(({ id }) => id === Number(call.params["membership_id"]));
  if (membership === undefined) throw recordNotFound();
  call.account.memberships.makeDefault(user, membership);
  call.account.users.touch(user, call.nowMs);
  return listOfUser(call);
}

function createMany(call: Call): Reply {
  const rows = bodyList(call, "organization_memberships").map((row) => (isObject(row) ? row : {}));
  if (rows.length > 100) throw tooManyValues();
  const run = (index: number, nowMs: number) => createdRow(call, rows[index] ?? {}, index, nowMs);
  const rowKeys = rows.map((row) => `${textOf(row["user_id"])} in ${textOf(row["organization_id"])}`);
  return acceptJob(call, membershipWork("Create", rows, rowKeys, run));
}

function createdRow({ account }: Call, row: JsonObject, index: number, nowMs: number): JsonObject {
  const user = activeUser(account.users, textOf(row["user_id"]) ?? "");
  const organization = account.organizations.byId(Number(textOf(row["organization_id"])));
  if (user === undefined || organization === undefined) {
    const details = user === undefined ? "User: is invalid" : "Organization: is invalid";
    return { index, action: "create", error: "OrganizationMembershipCreateFailed", success: false, details };
  }
  if (user.memberships.length >= MOST_ORGANIZATIONS) {
    const details = `Organizations: at most ${MOST_ORGANIZATIONS} for a user`;
    return { index, action: "create", error: "OrganizationMembershipCreateFailed", success: false, details };
  }
  const membership = account.memberships.add(user, organization.id);
  if (membership === undefined) {
    const details = "User: has already been taken";
    return { index, action: "create", error: "OrganizationMembershipCreateFailed", success: false, details };
  }
  account.users.touch(user, nowMs);
  return { id: membership.id, action: "create", status: "Created", success: true };
}

function destroyMany(call: Call): Reply {
  const { memberships, users } = call.account;
  const { values: ids } = requiredNames(call);
  const rows = ids.map((id) => ({ id }));
  const run = (index: number, nowMs: number): JsonObject => {
    const id = Number(ids[index]);
    const user = memberships.userOf(id);
    if (user === undefined) {
      return { id, action: "delete", error: "RecordNotFound", success: false, details: "Couldn't find membership" };
    }
    memberships.remove(id);
    users.touch(user, nowMs);
    return { id, action: "delete", status: "Deleted", success: true };
  };
  return acceptJob(call, membershipWork("Delete", rows, ids, run));
}

function membershipWork(
  verb: "Create" | "Delete",
  rows: readonly JsonObject[],
  rowKeys: readonly string[],
  run: JobWork["run"],
): JobWork {
  return {
    jobType: `Bulk ${verb} Organization Membership`,
    jobClass: `OrganizationMembershipBulk${verb}Job`,
    activity: `${verb === "Create" ? "Creating" : "Deleting"} organization membership`,
    total: rows.length,
    rows,
    rowKeys,
    run,
  };
}

const OF_USER = "api/v2/users/:id/organization_memberships";

export const membershipRoutes: readonly Route[] = [
  { method: "GET", path: OF_USER, handle: listOfUser, parameters: PAGE_PARAMETERS },
  { method: "PUT", path: `${OF_USER}/:membership_id/make_default`, handle: makeDefault },
  { method: "POST", path: "api/v2/organization_memberships/create_many", handle: createMany },
  { method: "DELETE", path: "api/v2/organization_memberships/destroy_many", handle: destroyMany, parameters: ["ids"] },
];
