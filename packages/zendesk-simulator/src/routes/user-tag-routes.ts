import type { Call, Reply, Route } from "../call.ts";
import { isObject } from "../json.ts";
import { checkTypes } from "../records/check-types.ts";
import { checkedTags } from "../records/tags.ts";
import { requestedUser } from "./user-routes.ts";

function list(call: Call): Reply {
  return { body: { tags: requestedUser(call).tags } };
}

function change(
  call: Call,
  status: number,
  merge: (old: readonly string[], sent: readonly string[]) => readonly string[],
): Reply {
  const user = requestedUser(call);
  checkTypes([call.body ?? null]);
  const sent = checkedTags(isObject(call.body) ? call.body["tags"] : undefined) ?? [];
  user.tags = [...new Set(merge(user.tags, sent))];
  call.account.users.touch(user, call.nowMs);
  return status === 204 ? { status } : { status, body: { tags: user.tags } };
}

const PATH = "api/v2/users/:id/tags";

export const userTagRoutes: readonly Route[] = [
  { method: "GET", path: PATH, handle: list },
  { method: "POST", path: PATH, handle: (call) => change(call, 201, (_old, sent) => sent) },
  { method: "PUT", path: PATH, handle: (call) => change(call, 200, (old, sent) => [...old, ...sent]) },
  {
    method: "DELETE",
    path: PATH,
    handle: (call) => change(call, 204, (old, sent) => old.filter((tag) => !sent.includes(tag))),
  },
];
