import { expect, test } from "vitest";
import { AccountClient, objectsOf } from "../account-client.ts";

test.each([
  ["GET", "suspended_tickets"],
  ["DELETE", "tickets/17"],
  ["GET", "users/autocomplete?name=ann"],
  ["GET", "tickets/recent"],
  ["PATCH", "users/17"],
  ["GET", "/somewhere/else"],
  ["GET", "/simulator/nothing"],
])("%s %s is not simulated, and the answer says so with method and path", (method, path) => {
  const account = new AccountClient();
  const [pathname = ""] = path.split("?");
  const full = pathname.startsWith("/") ? pathname : `/api/v2/${pathname}`;
  expect(account.send(method, path)).toMatchObject({
    status: 501,
    json: { error: "NotSimulated", description: expect.stringContaining(`${method} ${full}`) },
  });
});

test.each(["users/17", "organizations/17", "job_statuses/nothing", "users/17/identities"])(
  "%s of a known endpoint is Zendesk's 404",
  (path) => {
    expect(new AccountClient().send("GET", path)).toMatchObject({ status: 404, json: { error: "RecordNotFound" } });
  },
);

test.each([
  ["users/show_many?ids=1&brand_id=7", "brand_id"],
  ["users/search?query=email:a@example.com&sort=name", "sort"],
  ["user_fields?creator=true", "creator"],
  ["organization_fields?resolve_dc=true", "resolve_dc"],
  ["organizations/search?name=a&query=b", "query"],
  ["/simulator/users?deleted=true", "deleted"],
])("%s has a parameter that is not simulated, and the answer names it", (path, parameter) => {
  const { status, json } = new AccountClient().send("GET", path);
  expect([status, json["description"]]).toEqual([501, expect.stringContaining(`"${parameter}"`)]);
});

test.each([
  "users/show_many",
  "users/show_many?ids=",
  "users/show_many?ids=1&external_ids=a",
  "users/show_many?ids=1,a",
  "users/search",
  "users/search?external_id=",
  "users/search?query=email:a@example.com&external_id=a",
  "users?role=reader",
  "organizations/show_many?ids=1&external_ids=a",
  "organizations/search",
  "organizations/search?name=",
  "organizations/search?external_id=",
  "organizations/search?name=Acme&external_id=a",
  "organizations/autocomplete",
  "job_statuses/show_many",
])("%s is refused, and not answered with an empty list", (path) => {
  expect(new AccountClient().send("GET", path).status).toBe(400);
});

test("a deletion that names no user is refused", () => {
  const account = new AccountClient();
  const statuses = ["users/destroy_many", "users/destroy_many?ids=", "organization_memberships/destroy_many"].map(
    (path) => account.send("DELETE", path).status,
  );
  expect(statuses).toEqual([400, 400, 400]);
});

test("an address of more than 8 kB is too long, unless the account has no such limit", () => {
  const path = `users/show_many?external_ids=${"x".repeat(8192)}`;
  expect(new AccountClient().send("GET", path)).toMatchObject({ status: 414, text: "Request-URI Too Large" });
  expect(new AccountClient({ longestUrl: 0 }).send("GET", path).status).toBe(200);
});

test("a search shows its first 1,000 results, and no page beyond them", () => {
  const account = new AccountClient();
  const people = Array.from({ length: 1100 }, (_, index) => ({ name: `Person ${index}` }));
  account.send("POST", "/simulator/users", people);
  const page = (number: number) => account.send("GET", `users/search?query=role:end-user&page=${number}`);
  expect(objectsOf(page(10).json["users"])).toHaveLength(100);
  expect(page(11).status).toBe(422);
});

test("a numbered list ends at 10,000 records", () => {
  const account = new AccountClient();
  expect(account.send("GET", "users?page=100").status).toBe(200);
  expect(account.send("GET", "users?page=101")).toMatchObject({
    status: 400,
    json: { error: "InvalidPaginationDepth" },
  });
});
