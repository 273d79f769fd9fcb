import { expect, test } from "vitest";
import { AccountClient, objectOf, objectsOf } from "../account-client.ts";

function namesOf(account: AccountClient, path: string): unknown[] {
  return objectsOf(account.send("GET", path).json["organizations"]).map(({ name }) => name);
}

function accountWith(...names: readonly string[]): AccountClient {
  const account = new AccountClient();
  account.run("POST", "organizations/create_many", {
    organizations: names.map((name, index) => ({ name, external_id: `o${index}` })),
  });
  return account;
}

test("organizations are found by name, by external id and by how their name starts", () => {
  const account = accountWith("Acme", "Acme Europe", "Globex");
  expect(namesOf(account, "organizations/search?name=acme")).toEqual(["Acme"]);
  expect(namesOf(account, "organizations/search?name=%20ACME%20%20")).toEqual(["Acme"]);
  expect(namesOf(account, "organizations/search?external_id=O2")).toEqual(["Globex"]);
  expect(namesOf(account, "organizations/autocomplete?name=acm")).toEqual(["Acme", "Acme Europe"]);
  expect(namesOf(account, "organizations/show_many?external_ids=o2,o0,o9")).toEqual(["Globex", "Acme"]);
});

test("a name that is taken fails its row, and the row names its index", () => {
  const account = accountWith("Acme", "Globex");
  const rows = account.run("PUT", "organizations/update_many", {
    organizations: [
      { external_id: "o0", notes: "n" },
      { external_id: "o1", name: " ACME " },
    ],
  });
  expect(rows).toMatchObject([
    { action: "update", status: "Updated", success: true },
    { index: 1, error: "OrganizationUpdateFailed", details: "Name:  ACME has already been taken" },
  ]);
});

test("an upsert matches by external id, never by name", () => {
  const account = accountWith("Acme");
  const upsert = (organization: Record<string, string>) =>
    account.send("POST", "organizations/create_or_update", { organization }).status;
  expect(upsert({ external_id: "O0", name: "Acme Inc" })).toBe(200);
  expect(upsert({ external_id: "o7", name: "Acme Inc" })).toBe(422);
  expect(upsert({ external_id: "o7", name: "Initech" })).toBe(201);
});

test("memberships are added one by one, one is the default, and they are ended by id", () => {
  const account = accountWith("Acme", "Globex");
  const organizations = objectsOf(
    account.send("GET", "organizations/show_many?external_ids=o0,o1").json["organizations"],
  );
  const [user] = account.upsert({ name: "A" });
  const user_id = user?.["id"] ?? null;
  const wanted = organizations.map(({ id }) => ({ user_id, organization_id: id ?? null }));
  const path = "organization_memberships/create_many";
  const created = account.run("POST", path, { organization_memberships: [...wanted, wanted[0] ?? null] });
  expect(created.map(({ success }) => success)).toEqual([true, true, false]);

  const ofUser = `users/${String(user_id)}/organization_memberships`;
  const second = String(created[1]?.["id"]);
  const after = account.send("PUT", `${ofUser}/${second}/make_default`).json["organization_memberships"];
  expect(after).toMatchObject([
    { organization_name: "Globex", default: true },
    { organization_name: "Acme", default: false },
  ]);
  account.run("DELETE", `organization_memberships/destroy_many?ids=${second}`);
  expect(objectOf(account.send("GET", `users/${String(user_id)}`).json["user"])["organization_id"]).toBe(
    organizations[0]?.["id"],
  );
});
