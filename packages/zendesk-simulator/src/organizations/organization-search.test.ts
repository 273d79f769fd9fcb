import { expect, test } from "vitest";
import { AccountClient, objectsOf } from "../account-client.ts";

/** An account whose index is a minute behind, and knows Acme. */
function indexed(): AccountClient {
  const account = new AccountClient({ searchDelaySeconds: 60 });
  account.send("POST", "/simulator/organizations", [{ external_id: "acme", name: "Acme" }]);
  account.nowMs += 60_000;
  return account;
}

function namesFor(account: AccountClient, path: string): unknown[] {
  return objectsOf(account.send("GET", `organizations/${path}`).json["organizations"]).map(({ name }) => name);
}

const searches = ["search?name=initech", "search?external_id=INITECH", "autocomplete?name=ini"];

test.each(searches)("%s finds a new organization once the index has caught up", (path) => {
  const account = indexed();
  account.run("POST", "organizations/create_many", { organizations: [{ external_id: "initech", name: "Initech" }] });
  expect(namesFor(account, path)).toEqual([]);
  expect(namesFor(account, "show_many?external_ids=initech")).toEqual(["Initech"]);
  account.nowMs += 60_000;
  expect(namesFor(account, path)).toEqual(["Initech"]);
});

test("an organization is found by its old name, and shown with it, until the index has caught up", () => {
  const account = indexed();
  account.run("PUT", "organizations/update_many", { organizations: [{ external_id: "acme", name: "Apex" }] });
  const found = () => ["acme", "apex"].map((name) => namesFor(account, `search?name=${name}`));
  expect(found()).toEqual([["Acme"], []]);
  account.nowMs += 60_000;
  expect(found()).toEqual([[], ["Apex"]]);
});

test("a deleted organization is still found until the index has caught up", () => {
  const account = indexed();
  account.run("DELETE", "organizations/destroy_many?external_ids=acme");
  expect(namesFor(account, "search?name=acme")).toEqual(["Acme"]);
  account.nowMs += 60_000;
  expect(namesFor(account, "search?name=acme")).toEqual([]);
});

test("a name stays taken even if the index no longer finds it", () => {
  const account = indexed();
  account.run("PUT", "organizations/update_many", { organizations: [{ external_id: "acme", name: "Apex" }] });
  expect(namesFor(account, "search?name=apex")).toEqual([]);
  expect(account.run("POST", "organizations/create_many", { organizations: [{ name: "Apex" }] })).toMatchObject([
    { index: 0, details: "Name:  Apex has already been taken" },
  ]);
});
