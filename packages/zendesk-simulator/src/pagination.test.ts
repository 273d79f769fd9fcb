import { expect, test } from "vitest";
import { AccountClient, objectOf, objectsOf } from "./account-client.ts";

test("a list is read to its end by following cursors", () => {
  const account = new AccountClient();
  const keys: unknown[] = [];
  let path = "user_fields?page[size]=4";
  for (let pages = 1; pages <= 3; pages += 1) {
    const { json } = account.send("GET", path);
    keys.push(...objectsOf(json["user_fields"]).map(({ key }) => key));
    const next = objectOf(json["links"])["next"];
    expect(objectOf(json["meta"])["has_more"]).toBe(next !== null);
    if (typeof next === "string") path = next.replace(/^https?:\/\/[^/]+/, "");
  }
  expect(keys).toEqual(account.simulator.account.userFields.list.map(({ key }) => key));
});

test("without a cursor the list has numbered pages", () => {
  const account = new AccountClient();
  expect(account.send("GET", "user_fields").json).toMatchObject({ count: 11, next_page: null, previous_page: null });
  const second = account.send("GET", "user_fields?page=2&per_page=5").json;
  expect(objectsOf(second["user_fields"])).toHaveLength(5);
  expect(second["next_page"]).toContain("page=3");
});

test("a page has 1 to 100 items", () => {
  expect(new AccountClient().send("GET", "user_fields?page[size]=101").status).toBe(400);
});

test.each([
  ["the last item of the page before", 3],
  ["an item further before", 1],
])("the next page stays where it is when %s is deleted", (_which, deleted) => {
  const account = new AccountClient();
  for (let number = 1; number <= 6; number += 1) account.send("POST", "users", { user: { name: `Person ${number}` } });
  const whole = objectsOf(account.send("GET", "users?page[size]=100").json["users"]).map(({ id }) => id);
  const first = account.send("GET", "users?page[size]=4").json;
  const next = String(objectOf(first["links"])["next"]).replace(/^https?:\/\/[^/]+/, "");
  expect(account.send("DELETE", `users/${String(whole[deleted])}`).status).toBe(200);
  expect(objectsOf(account.send("GET", next).json["users"]).map(({ id }) => id)).toEqual(whole.slice(4, 8));
});
