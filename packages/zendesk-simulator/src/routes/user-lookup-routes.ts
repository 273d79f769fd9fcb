import { type Call, csvParameter, type Reply, type Route } from "../call.ts";
import { badRequest } from "../refusal.ts";
import type { StoredUser } from "../users/stored-user.ts";
import { userView } from "../users/user-view.ts";

/** Unknown ids are left out without a word, and the order is that of the ids in the account, not in the request. */
function showMany(call: Call): Reply {
  const { users } = call.account;
  const byId = csvParameter(call, "ids")?.map((id) => users.byId(Number(id)));
  const found = byId ?? csvParameter(call, "external_ids")?.map((id) => users.byExternalId(id));
  if (found === undefined) throw badRequest("ParameterMissing", "Required parameter missing: ids");
  const withDeleted = call.query.get("include_deleted") === "true";
  return userList(
    call,
    found.filter((user) => user !== undefined && (user.active || withDeleted)),
  );
}

/** The index lags behind: a new user is not found at once. */
function search(call: Call): Reply {
  const { account, nowMs } = call;
  const visible = nowMs - account.options.searchDelaySeconds * 1000;
  return userList(
    call,
    [searched(call)].filter((user) => user !== undefined && user.createdAt <= visible),
  );
}

/** Of Zendesk's search language, what names one user: `external_id=…`, `query=email:…` or an address alone. */
function searched({ account: { users }, query }: Call): StoredUser | undefined {
  const externalId = query.get("external_id");
  if (externalId !== null) return users.byExternalId(externalId);
  const [, property = "email", value = ""] =
    /^(?:type:user\s+)?(?:(email|external_id):)?"?([^"\s]*)"?$/.exec(query.get("query")?.trim() ?? "") ?? [];
  return property === "email" ? users.byIdentity("email", value) : users.byExternalId(value);
}

function userList({ account, origin }: Call, found: readonly (StoredUser | undefined)[]): Reply {
  const users = [...new Set(found)].filter((user) => user !== undefined).toSorted((a, b) => a.id - b.id);
  return {
    body: {
      users: users.map((user) => userView(user, account.userFields, origin)),
      next_page: null,
      previous_page: null,
      count: users.length,
    },
  };
}

export const userLookupRoutes: readonly Route[] = [
  { method: "GET", path: "api/v2/users/show_many", handle: showMany },
  { method: "GET", path: "api/v2/users/search", handle: search },
];
