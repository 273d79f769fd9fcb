import { expect, test } from "vitest";
import { AccountClient, objectOf, objectsOf } from "../account-client.ts";
import { CUSTOM_FIELD_TYPES } from "../fields/custom-field.ts";
import type { JsonObject } from "../json.ts";

const resources = ["user_fields", "organization_fields"];

test.each(resources)("%s has a field of every type, and an inactive one", (resource) => {
  const fields = objectsOf(new AccountClient().send("GET", `${resource}.json`).json[resource]);
  expect(new Set(fields.map(({ type }) => type))).toEqual(new Set(CUSTOM_FIELD_TYPES));
  expect(fields.filter(({ active }) => active === false)).toHaveLength(1);
  expect(fields.find(({ type }) => type === "dropdown")).toMatchObject({
    url: expect.stringContaining(`/api/v2/${resource}/`),
    custom_field_options: expect.arrayContaining([expect.objectContaining({ value: expect.any(String) })]),
  });
});

test.each(resources)("%s can be replaced, and is read page by page", (resource) => {
  const account = new AccountClient();
  const fields = Array.from({ length: 250 }, (_, index) => ({ key: `field_${index}`, type: "text" }));
  expect(account.send("POST", `/simulator/${resource}`, fields)).toMatchObject({ status: 201, json: { count: 250 } });
  const read: JsonObject[] = [];
  let path: string | undefined = `${resource}?page[size]=100`;
  while (path !== undefined) {
    const page: JsonObject = account.send("GET", path).json;
    read.push(...objectsOf(page[resource]));
    const { next } = objectOf(page["links"]);
    path = typeof next === "string" ? next.replace(/^https?:\/\/[^/]+/, "") : undefined;
  }
  expect(read.map(({ key }) => key)).toEqual(fields.map(({ key }) => key));
});

test.each(resources)("%s without a known type are refused, and the old ones stay", (resource) => {
  const account = new AccountClient();
  const before = account.send("GET", resource).json;
  expect(account.send("POST", `/simulator/${resource}`, [{ key: "a", type: "currency" }]).status).toBe(400);
  expect(account.send("GET", resource).json).toEqual(before);
});

test("the fields of users and of organizations are independent", () => {
  const account = new AccountClient();
  account.send("POST", "/simulator/organization_fields", [{ key: "plan", type: "dropdown" }]);
  const [ofUsers, ofOrganizations] = resources.map((resource) => account.send("GET", resource).json["count"]);
  expect([ofUsers, ofOrganizations]).toEqual([11, 1]);
});
