import { changeByOthers, type OthersChange, OTHERS_ACTIONS } from "../account/change-by-others.ts";
import type { Call, Reply, Route } from "../call.ts";
import { recordView } from "../custom-objects/record-view.ts";
import { isObject, type JsonObject } from "../json.ts";
import { membershipView, organizationView } from "../organizations/organization-view.ts";
import { badRequest } from "../refusal.ts";
import { listed, validated } from "../seed-input.ts";
import { ticketView } from "../tickets/ticket-view.ts";
import { userView } from "../users/user-view.ts";

/** Applies changes by others at once and in order: a list of what `changeByOthers` takes. */
function applyChanges(call: Call): Reply {
  const { account, nowMs, origin } = call;
  const changed = listed(call.body).map((change, index) => {
    if (!isChange(change)) {
      throw badRequest("InvalidChange", `Change ${index} is not one of ${OTHERS_ACTIONS.join(", ")}`);
    }
    return validated(`Change ${index}`, () => changeByOthers(account, change, nowMs));
  });
  const users = changed.flatMap(({ user }) => (user === undefined ? [] : [userView(user, account.userFields, origin)]));
  const organizations = changed.flatMap(({ organization }) =>
    organization === undefined ? [] : [organizationView(organization, account.organizationFields, origin)],
  );
  const tickets = changed.flatMap(({ ticket }) =>
    ticket === undefined ? [] : [ticketView(ticket, account.ticketFields, origin)],
  );
  const records = changed.flatMap(({ record: changedRecord }) =>
    changedRecord === undefined ? [] : [recordView(changedRecord.object, changedRecord.record, origin)],
  );
  const memberships = changed.flatMap(({ membership: each }) => {
    if (each === undefined) return [];
    const name = account.organizations.byId(each.membership.organizationId)?.name ?? null;
    return [membershipView(each.user, each.membership, name, origin)];
  });
  return {
    body: { users, organizations, tickets, custom_object_records: records, organization_memberships: memberships },
  };
}

/** The properties of each change that are objects. */
const OBJECTS_OF: Readonly<Record<OthersChange["action"], readonly string[]>> = {
  create: ["change"],
  update: ["user", "change"],
  replace_email: ["user"],
  merge: ["user", "into"],
  delete: ["user"],
  create_organization: ["change"],
  update_organization: ["organization", "change"],
  delete_organization: ["organization"],
  create_ticket: ["change"],
  update_ticket: ["ticket", "change"],
  delete_ticket: ["ticket"],
  create_record: ["change"],
  update_record: ["record", "change"],
  delete_record: ["record"],
  create_membership: ["change"],
  delete_membership: ["membership"],
};

function isChange(body: JsonObject): body is JsonObject & OthersChange {
  const action = OTHERS_ACTIONS.find((known) => known === body["action"]);
  if (action === undefined || (action === "replace_email" && typeof body["email"] !== "string")) return false;
  if (action.endsWith("_record") && typeof body["object"] !== "string") return false;
  return OBJECTS_OF[action].every((name) => isObject(body[name]));
}

/** The simulator's own path for changes by others, for tests. */
export const changeRoutes: readonly Route[] = [{ method: "POST", path: "simulator/changes", handle: applyChanges }];
