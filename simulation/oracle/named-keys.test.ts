import { expect, test } from "vitest";
import { keysInRequest } from "./named-keys.ts";

const ZENDESK = "https://example.zendesk.com/api/v2";

test.each([
  ["ids", "/users/show_many.json?ids=1,2", undefined, ["id 1", "id 2"]],
  ["external ids", "/users/show_many.json?external_ids=A%201,b", undefined, ["a 1", "b"]],
  ["an address", "/users/search.json?query=email:Ann@example.com", undefined, ["ann@example.com"]],
  ["one user of a path", "/users/7/identities.json", undefined, ["id 7"]],
  [
    "the rows of a job",
    "/users/update_many.json",
    { users: [{ id: 7, email: "A@example.com" }, { external_id: "B" }] },
    ["id 7", "a@example.com", "b"],
  ],
  ["a user who is sent alone", "/users/create_or_update.json", { user: { external_id: "C" } }, ["c"]],
  ["no users", "/organization_memberships/create_many.json", { organization_memberships: [{ user_id: 7 }] }, []],
])("a request names users by %s", (_what, path, body, keys) => {
  expect(keysInRequest(new URL(ZENDESK + path), body && JSON.stringify(body))).toEqual(keys);
});
