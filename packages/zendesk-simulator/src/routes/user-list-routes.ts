import type { Role } from "../account/account-options.ts";
import type { Call, Reply, Route } from "../call.ts";
import { page, PAGE_PARAMETERS } from "../pagination.ts";
import { badRequest } from "../refusal.ts";
import type { StoredUser } from "../users/stored-user.ts";
import { userView } from "../users/user-view.ts";

const KNOWN_ROLES: readonly string[] = ["end-user", "agent", "admin"] satisfies Role[];

/** All users except deleted ones, by id, filtered by `role`, `role[]` (repeated) and `external_id`. */
function list(call: Call): Reply {
  const { account, query, origin } = call;
  const roles = [...query.getAll("role"), ...query.getAll("role[]")];
  const unknown = roles.find((role) => !KNOWN_ROLES.includes(role));
  if (unknown !== undefined) throw badRequest("InvalidValue", `role: ${unknown} is not a role of this account`);
  const externalId = query.get("external_id")?.toLowerCase();
  const isWanted = (user: StoredUser) => {
    if (!user.active || (roles.length > 0 && !roles.includes(user.role))) return false;
    return externalId === undefined || user.externalId?.toLowerCase() === externalId;
  };
  const users = [...account.users.all()].filter(isWanted);
  return page(call, "users", users, (user) => userView(user, account.userFields, origin));
}

export const userListRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "api/v2/users",
    handle: list,
    parameters: ["role", "role[]", "external_id", ...PAGE_PARAMETERS],
  },
];
