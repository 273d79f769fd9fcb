import { expect, test } from "vitest";
import { AccountClient, objectOf, objectsOf } from "../account-client.ts";
import type { AccountOptions } from "../account/account-options.ts";

/** An account with one user who is deleted and one who is not, and their paths below `deleted_users`. */
function accountWithDeletedUser(options: Partial<AccountOptions> = {}) {
  const account = new AccountClient(options);
  const seeded = account.send("POST", "/simulator/users", [
    { name: "Gone", external_id: "g", email: "gone@example.com", phone: "+14155550100", tags: ["vip"] },
    { name: "Here", external_id: "h" },
  ]);
  const [gone, here] = objectsOf(seeded.json["users"]).map(({ id }) => `deleted_users/${String(id)}`);
  account.run("DELETE", "users/destroy_many?external_ids=g");
  return { account, gone: gone ?? "", here: here ?? "" };
}

test("a deleted user can be shown until it is deleted permanently, and nothing personal is left of it then", () => {
  const { account, gone } = accountWithDeletedUser();
  const shown = () => objectOf(account.send("GET", gone).json["deleted_user"]);
  expect(shown()).toMatchObject({ name: "Gone", external_id: "g", active: false });
  expect(account.send("DELETE", gone)).toMatchObject({ status: 200, json: { deleted_user: { name: "Gone" } } });
  expect(account.send("GET", gone).status).toBe(404);
  expect(account.send("DELETE", gone).status).toBe(404);
  expect(objectsOf(account.send("GET", "deleted_users").json["deleted_users"])).toMatchObject([
    { name: "Permanently Deleted User", external_id: null, email: null, phone: null, tags: [], active: false },
  ]);
  expect(account.send("GET", "users/show_many?external_ids=g&include_deleted=true").json["users"]).toEqual([]);
});

test("the keys of a permanently deleted user are free, unless someone has taken them before", () => {
  const { account, gone } = accountWithDeletedUser({ keepsKeysOfDeletedUsers: false });
  account.send("POST", "/simulator/users", [{ name: "Successor", external_id: "g" }]);
  account.send("DELETE", gone);
  const found = account.send("GET", "users/show_many?external_ids=g").json["users"];
  expect(objectsOf(found).map(({ name }) => name)).toEqual(["Successor"]);
});

test.each(["GET", "DELETE"])("%s finds no user who is not deleted", (method) => {
  const { account, here } = accountWithDeletedUser();
  expect(account.send(method, here).status).toBe(404);
  expect(objectsOf(account.send("GET", "users").json["users"]).map(({ name }) => name)).toContain("Here");
});

test("permanent deletions are limited in each 10 minutes", () => {
  const { account, gone, here } = accountWithDeletedUser({ permanentDeletionsPerTenMinutes: 1 });
  expect(account.send("DELETE", gone)).toMatchObject({
    status: 200,
    headers: {
      "zendesk-ratelimit-permanent-user-deletions": expect.stringMatching(/^total=1; remaining=0; resets=\d+$/),
    },
  });
  expect(account.send("DELETE", here)).toMatchObject({ status: 429, headers: { "retry-after": expect.anything() } });
});
