import { expect, test } from "vitest";
import { AccountClient, objectOf, objectsOf } from "../account-client.ts";
import type { Json } from "../json.ts";

/** An account with three organizations, whose external ids are "o0", "o1" and "o2". */
function accountWithThree(): AccountClient {
  const account = new AccountClient();
  const names = ["Acme", "Globex", "Initech"];
  const organizations = names.map((name, index) => ({ name, external_id: `o${index}`, notes: "old" }));
  account.send("POST", "/simulator/organizations", organizations);
  return account;
}

function idOf(account: AccountClient, externalId: string): string {
  return String(account.organization(externalId)["id"]);
}

function notesOf(account: AccountClient): unknown[] {
  const lines = account.send("GET", "/simulator/organizations").text.trim().split("\n");
  return lines.map((line) => objectOf(JSON.parse(line))["notes"]);
}

test.each<[string, (account: AccountClient) => string]>([
  ["ids", (account) => `ids=${idOf(account, "o0")},${idOf(account, "o2")}`],
  ["external ids regardless of case", () => "external_ids=O0,o2"],
])("the same change is made to all that are named by their %s", (_how, query) => {
  const account = accountWithThree();
  const path = `organizations/update_many?${query(account)}`;
  expect(account.run("PUT", path, { organization: { notes: "new" } })).toEqual(
    ["o0", "o2"].map((key) => ({ id: Number(idOf(account, key)), action: "update", status: "Updated", success: true })),
  );
  expect(notesOf(account)).toEqual(["new", "old", "new"]);
});

test("each is changed in its own way by a list of bodies with ids, and an unknown id fails its row", () => {
  const account = accountWithThree();
  const organizations = [
    { id: idOf(account, "o1"), notes: "new" },
    { id: 17, notes: "new" },
  ];
  expect(account.run("PUT", "organizations/update_many", { organizations })).toEqual([
    { id: Number(idOf(account, "o1")), action: "update", status: "Updated", success: true },
    { index: 1, error: "RecordNotFound", details: "Couldn't find Organization" },
  ]);
  expect(notesOf(account)).toEqual(["old", "new", "old"]);
});

test.each<[string, (account: AccountClient) => string]>([
  ["ids", (account) => `ids=${idOf(account, "o0")},17,${idOf(account, "o1")}`],
  ["external ids regardless of case", () => "external_ids=O0,nobody,o1"],
])("organizations are deleted by their %s, and one that is absent fails its row", (_how, query) => {
  const account = accountWithThree();
  expect(account.run("DELETE", `organizations/destroy_many?${query(account)}`)).toMatchObject([
    { action: "delete", status: "Deleted", success: true },
    { action: "delete", success: false, error: "RecordNotFound", details: "Couldn't find Organization" },
    { action: "delete", status: "Deleted", success: true },
  ]);
  const found = account.send("GET", "organizations/show_many?external_ids=o0,o1,o2").json["organizations"];
  expect(objectsOf(found).map(({ name }) => name)).toEqual(["Initech"]);
  expect(account.send("GET", "organizations/search?name=acme").json).toMatchObject({ count: 0 });
});

test("the name and the external id of a deleted organization are free again", () => {
  const account = accountWithThree();
  account.run("DELETE", "organizations/destroy_many?external_ids=o0");
  const organizations = [{ name: "acme", external_id: "O0" }];
  expect(account.run("POST", "organizations/create_many", { organizations })).toMatchObject([{ status: "Created" }]);
});

test("a deleted organization's memberships end, and a user's default is another one or none", () => {
  const account = accountWithThree();
  const [first, second] = [Number(idOf(account, "o0")), Number(idOf(account, "o1"))];
  account.send("POST", "/simulator/users", [
    { name: "In both", external_id: "both", organization_ids: [first, second] },
    { name: "In one", external_id: "one", organization_ids: [first] },
    { name: "In the other", external_id: "other", organization_ids: [second] },
  ]);
  account.run("DELETE", "organizations/destroy_many?external_ids=o0");
  const users = ["both", "one", "other"].map((key) => account.user(key));
  expect(users.map((user) => user["organization_id"])).toEqual([second, null, second]);
  const memberships = users.map(({ id }) => account.send("GET", `users/${String(id)}/organization_memberships`).json);
  expect(memberships.map(({ count }) => count)).toEqual([1, 0, 1]);
});

test.each<[string, string, string, Json]>([
  ["POST", "create_many", "Bulk Create Organization", { organizations: [{ name: "New" }] }],
  ["PUT", "update_many", "Bulk Update Organization", { organizations: [{ id: 17 }] }],
  ["PUT", "update_many?ids=17", "Bulk Update Organization", { organization: { notes: "n" } }],
  ["DELETE", "destroy_many?ids=17", "Bulk Delete Organization", null],
])("%s organizations/%s creates a job called %s", (method, path, jobType, body) => {
  const { json } = new AccountClient().send(method, `organizations/${path}`, body ?? undefined);
  expect(json["job_status"]).toMatchObject({ job_type: jobType, total: 1, status: "queued", results: null });
});

const many = Array.from({ length: 101 }, (_, index) => index);

test.each<[string, string, Json | undefined]>([
  ["POST", "create_many", { organizations: many.map((index) => ({ name: `Name ${index}` })) }],
  ["POST", "create_many", { organization: { name: "New" } }],
  ["PUT", "update_many", { organizations: many.map((id) => ({ id })) }],
  ["PUT", "update_many?ids=17", { organizations: [{ id: 17 }] }],
  ["PUT", "update_many?ids=17&external_ids=a", { organization: { notes: "n" } }],
  ["PUT", `update_many?ids=${many.join(",")}`, { organization: { notes: "n" } }],
  ["DELETE", "destroy_many", undefined],
  ["DELETE", "destroy_many?ids=", undefined],
  ["DELETE", "destroy_many?ids=17&external_ids=a", undefined],
  ["DELETE", `destroy_many?external_ids=${many.join(",")}`, undefined],
  ["GET", `show_many?ids=${many.join(",")}`, undefined],
])("%s organizations/%.40s is refused as a whole", (method, path, body) => {
  expect(accountWithThree().send(method, `organizations/${path}`, body).status).toBe(400);
});
