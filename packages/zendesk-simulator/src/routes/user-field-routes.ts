import type { Call, Reply, Route } from "../call.ts";
import { page, pageParameters } from "../pagination.ts";
import { userFieldView } from "../users/user-field.ts";

function list(call: Call): Reply {
  const fields = call.account.userFields.map((field, position) => ({ field, position }));
  return page(call, "user_fields", fields, ({ field, position }) => userFieldView(field, position, call.origin));
}

export const userFieldRoutes: readonly Route[] = [
  { method: "GET", path: "api/v2/user_fields", handle: list, parameters: pageParameters },
];
