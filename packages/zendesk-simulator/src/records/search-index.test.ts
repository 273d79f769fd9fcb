import { expect, test } from "vitest";
import { AccountClient, objectsOf } from "../account-client.ts";

const ann = { external_id: "ann", name: "Ann", email: "old@example.com" };

/** An account whose index is a minute behind, and knows Ann. */
function indexed(): AccountClient {
  const account = new AccountClient({ searchDelaySeconds: 60 });
  account.send("POST", "/simulator/users", [ann]);
  account.nowMs += 60_000;
  return account;
}

function namesFor(account: AccountClient, query: string): unknown[] {
  return objectsOf(account.send("GET", `users/search?${query}`).json["users"]).map(({ name }) => name);
}

test("the search shows a user's old values until the index has caught up, while show_many is exact", () => {
  const account = indexed();
  account.send("POST", "/simulator/changes", [{ action: "update", user: ann, change: { name: "Anna" } }]);
  expect(account.user("ann")["name"]).toBe("Anna");
  expect(namesFor(account, "external_id=ann")).toEqual(["Ann"]);
  account.nowMs += 60_000;
  expect(namesFor(account, "external_id=ann")).toEqual(["Anna"]);
});

test("the search finds a user by an old address, and not by the new one", () => {
  const account = indexed();
  account.send("POST", "/simulator/changes", [{ action: "replace_email", user: ann, email: "new@example.com" }]);
  const found = () => ["old", "new"].map((name) => namesFor(account, `query=email:${name}@example.com`).length);
  expect(account.user("ann")["email"]).toBe("new@example.com");
  expect(found()).toEqual([1, 0]);
  account.nowMs += 60_000;
  expect(found()).toEqual([0, 1]);
});

test("the search still finds a deleted user", () => {
  const account = indexed();
  account.send("POST", "/simulator/changes", [{ action: "delete", user: ann }]);
  expect(namesFor(account, "external_id=ann")).toEqual(["Ann"]);
  account.nowMs += 60_000;
  expect(namesFor(account, "external_id=ann")).toEqual([]);
});

test("others create, change and merge users without a request or a job", () => {
  const account = indexed();
  const changes = [
    { action: "create", change: { name: "Ben", external_id: "ben" } },
    { action: "update", user: { external_id: "ben" }, change: { tags: ["seen"] } },
    { action: "merge", user: { email: ann.email }, into: { external_id: "ben" } },
  ];
  expect(account.send("POST", "/simulator/changes", changes).status).toBe(200);
  expect(account.user("ben")).toMatchObject({ name: "Ben", tags: ["seen"] });
  expect(account.send("GET", "/simulator/requests").json).toMatchObject({ total: 1 });
  expect(account.send("GET", "users/show_many?external_ids=ann").json).toMatchObject({ count: 0 });
});

test("others create, rename and delete organizations without a request or a job", () => {
  const account = indexed();
  const changes = [
    { action: "create_organization", change: { name: "Acme", external_id: "acme" } },
    { action: "create_organization", change: { name: "Globex", external_id: "globex" } },
    { action: "update_organization", organization: { external_id: "ACME" }, change: { name: "Apex" } },
    { action: "delete_organization", organization: { name: "globex" } },
  ];
  expect(account.send("POST", "/simulator/changes", changes)).toMatchObject({
    status: 200,
    json: { users: [], organizations: [{ name: "Apex" }, { name: "Globex" }, { name: "Apex" }, { name: "Globex" }] },
  });
  expect(account.organization("acme")).toMatchObject({ name: "Apex" });
  expect(account.send("GET", "organizations/show_many?external_ids=globex").json).toMatchObject({ count: 0 });
});

test.each([
  [{ action: "vanish", user: ann }, 400],
  [{ action: "update", user: ann }, 400],
  [{ action: "delete", user: { external_id: "nobody" } }, 422],
  [{ action: "create_organization", user: ann }, 400],
  [{ action: "update_organization", organization: { name: "Acme" } }, 400],
  [{ action: "delete_organization", organization: { name: "Nowhere" } }, 422],
  [{ action: "create_organization", change: { external_id: "nameless" } }, 422],
])("the change %j is refused with %i", (change, status) => {
  expect(indexed().send("POST", "/simulator/changes", [change]).status).toBe(status);
});
