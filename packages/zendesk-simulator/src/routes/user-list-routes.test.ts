import { expect, test } from "vitest";
import { AccountClient, objectOf, objectsOf } from "../account-client.ts";

function listed(account: AccountClient, path: string): unknown[] {
  return objectsOf(account.send("GET", path).json["users"]).map(({ name }) => name);
}

test("users are listed by one or several roles, without deleted ones", () => {
  const account = new AccountClient();
  account.send("POST", "/simulator/users", [
    { name: "Customer", external_id: "c" },
    { name: "Agent", external_id: "a", role: "agent" },
    { name: "Gone", external_id: "g", role: "agent" },
  ]);
  account.run("DELETE", "users/destroy_many?external_ids=g");
  expect(listed(account, "users?role=agent")).toEqual(["Agent"]);
  expect(listed(account, "users?role[]=agent&role[]=admin")).toEqual(["Ada Admin", "Agent"]);
  expect(listed(account, "users?external_id=C")).toEqual(["Customer"]);
  expect(listed(account, "users")).toEqual(["Ada Admin", "Customer", "Agent"]);
});

test("a list of 250 agents is read in three pages by following cursors", () => {
  const account = new AccountClient();
  const agents = Array.from({ length: 249 }, (_, index) => ({ name: `Agent ${index}`, role: "agent" }));
  account.send("POST", "/simulator/users", agents);
  const sizes: number[] = [];
  let path: string | undefined = "users?role[]=agent&role[]=admin&page[size]=100";
  while (path !== undefined) {
    const { json } = account.send("GET", path);
    sizes.push(objectsOf(json["users"]).length);
    const next = objectOf(json["links"])["next"];
    path = typeof next === "string" ? next.replace(/^https?:\/\/[^/]+/, "") : undefined;
  }
  expect(sizes).toEqual([100, 100, 50]);
});

test("locales and time zones can be read", () => {
  const account = new AccountClient();
  const names = (path: string, key: string, name: string) =>
    objectsOf(account.send("GET", path).json[key]).map((item) => item[name]);
  expect(names("locales", "locales", "locale")).toContain("en-US");
  expect(names("locales", "locales", "locale")).not.toContain("sv");
  expect(names("locales/public", "locales", "locale")).toContain("sv");
  expect(names("time_zones", "time_zones", "name")).toContain("Eastern Time (US & Canada)");
});
