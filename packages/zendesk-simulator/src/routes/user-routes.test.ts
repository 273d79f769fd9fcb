import { expect, test } from "vitest";
import { AccountClient, objectOf, objectsOf } from "../account-client.ts";
import type { JsonObject } from "../json.ts";

function people(count: number): JsonObject[] {
  return Array.from({ length: count }, (_, index) => ({ external_id: `p${index}`, name: `Person ${index}` }));
}

test.each(["create_or_update_many", "create_many"])("%s accepts 100 users, and not one more", (path) => {
  const account = new AccountClient();
  expect(account.send("POST", `users/${path}`, { users: people(100) }).status).toBe(200);
  expect(account.send("POST", `users/${path}`, { users: people(101) })).toMatchObject({
    status: 400,
    json: { error: "TooManyValues", description: "Maximum 100 users may be created per call" },
  });
});

test("an account without bulk imports refuses both ways of creating, and still updates", () => {
  const account = new AccountClient({ importsDisabled: true });
  const statuses = [
    account.send("POST", "users/create_or_update_many", { users: people(1) }),
    account.send("POST", "users/create_many", { users: people(1) }),
    account.send("POST", "users/create_or_update", { user: people(1)[0] ?? {} }),
    account.send("PUT", "users/update_many?external_ids=p0", { user: { notes: "n" } }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([403, 403, 201, 200]);
});

test("create_many creates, and fails the row of a user who exists", () => {
  const account = new AccountClient();
  const rows = people(2);
  account.upsert(rows[1] ?? {});
  expect(account.run("POST", "users/create_many", { users: rows })).toEqual([
    { id: expect.any(Number), status: "Created" },
    { index: 1, error: "UserCreateError", details: "Name: External: p1 has already been taken", status: "Failed" },
  ]);
});

test("update_many makes one change to all users named in the query", () => {
  const account = new AccountClient();
  const ids = account.upsert(...people(2)).map(({ id }) => id);
  const rows = account.run("PUT", `users/update_many?ids=${ids.join(",")},17`, { user: { notes: "same" } });
  expect(rows).toEqual([
    { id: ids[0], action: "update", status: "Updated", success: true },
    { id: ids[1], action: "update", status: "Updated", success: true },
    { index: 2, error: "RecordNotFound", details: "Couldn't find User" },
  ]);
  account.run("PUT", "users/update_many?external_ids=P0", { user: { notes: "other" } });
  expect([account.user("p0")["notes"], account.user("p1")["notes"]]).toEqual(["other", "same"]);
});

test("update_many makes each user's own change, by id or by external id", () => {
  const account = new AccountClient();
  const [first] = account.upsert(...people(2));
  account.run("PUT", "users/update_many", {
    users: [
      { id: first?.["id"], notes: "first" },
      { external_id: "p1", notes: "second" },
    ],
  });
  expect([account.user("p0")["notes"], account.user("p1")["notes"]]).toEqual(["first", "second"]);
});

test("update_many with ids and users together is refused", () => {
  const account = new AccountClient();
  const body = { user: { notes: "n" }, users: people(1) };
  expect(account.send("PUT", "users/update_many?ids=1", body).status).toBe(400);
});

test("a deleted user is hidden, and where its keys are free a later upsert creates another", () => {
  const account = new AccountClient({ keepsKeysOfDeletedUsers: false });
  const person = { external_id: "a", name: "A", email: "a@example.com" };
  const [created] = account.upsert(person);
  const id = String(created?.["id"]);
  expect(account.run("DELETE", `users/destroy_many?ids=${id}`)).toEqual([
    { id: created?.["id"], action: "delete", status: "Deleted", success: true },
  ]);
  expect(account.send("GET", `users/show_many?ids=${id}`).json).toMatchObject({ count: 0 });
  expect(account.send("GET", `users/show_many?ids=${id}&include_deleted=true`).json).toMatchObject({
    users: [{ active: false }],
  });
  const [again] = account.upsert(person);
  expect(again?.["status"]).toBe("Created");
  expect(again?.["id"]).not.toBe(created?.["id"]);
});

test("the account's owner cannot be deleted, and an agent cannot delete anyone", () => {
  const { id: ownerId } = new AccountClient().simulator.account.owner;
  const path = `users/destroy_many?ids=${ownerId}`;
  expect(new AccountClient().run("DELETE", path)).toMatchObject([{ id: ownerId, success: false }]);
  expect(new AccountClient({ role: "agent" }).send("DELETE", path).status).toBe(403);
});

test("show_many leaves out unknown users, keeps the account's order, and accepts 100 keys", () => {
  const account = new AccountClient();
  account.upsert(...people(3));
  const { json } = account.send("GET", "users/show_many.json?external_ids=p2,nobody,P0");
  expect(objectsOf(json["users"]).map((user) => user["external_id"])).toEqual(["p0", "p2"]);
  const many = Array.from({ length: 101 }, (_, index) => index).join();
  expect(account.send("GET", `users/show_many?ids=${many}`)).toMatchObject({
    status: 400,
    json: { error: "TooManyValues", max_count: 100 },
  });
});

test.each(["query=email:a@example.com", "query=A@example.com", "external_id=A1", "query=external_id:a1"])(
  "search by %s finds a user only after the index has caught up",
  (query) => {
    const account = new AccountClient({ searchDelaySeconds: 60 });
    account.upsert({ external_id: "a1", name: "A", email: "a@example.com" });
    expect(account.send("GET", `users/search?${query}`).json).toMatchObject({ count: 0 });
    account.nowMs += 61_000;
    expect(account.send("GET", `users/search?${query}`).json).toMatchObject({ users: [{ name: "A" }] });
  },
);

test("single upserts are limited to one per second for the whole account", () => {
  const account = new AccountClient({ singleUpsertsPerSecond: 1 });
  const upsert = (name: string) => account.send("POST", "users/create_or_update", { user: { name } });
  expect(upsert("A")).toMatchObject({
    status: 201,
    headers: { "zendesk-ratelimit-create-update-user": "total=1; remaining=0; resets=1" },
  });
  expect(upsert("B")).toMatchObject({ status: 429, headers: { "retry-after": "1" } });
  account.nowMs += 1000;
  expect(upsert("B").status).toBe(201);
});

test("one user accepts five updates per minute, and the refusal is plain text that names the user", () => {
  const account = new AccountClient({ updatesPerMinutePerUser: 5 });
  const [row] = account.upsert({ external_id: "a", name: "A", email: "a@example.com" });
  const update = () => account.send("PUT", `users/${String(row?.["id"])}`, { user: { notes: "n" } });
  const answers = Array.from({ length: 6 }, update);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
  expect(answers[5]?.headers["content-type"]).toBe("text/plain; charset=utf-8");
  expect(answers[5]?.text).toContain("user email: a@example.com");
});

test("a single write with a duplicate email is a 422 with its own code", () => {
  const account = new AccountClient();
  account.upsert({ name: "A", email: "a@example.com" });
  expect(account.send("POST", "users", { user: { name: "B", email: "a@example.com" } })).toMatchObject({
    status: 422,
    json: { error: "RecordInvalid", details: { email: [{ error: "DuplicateValue" }] } },
  });
});

test("tags of a user are set, added and removed", () => {
  const account = new AccountClient();
  const [row] = account.upsert({ name: "A" });
  const path = `users/${String(row?.["id"])}/tags`;
  expect(account.send("POST", path, { tags: ["a", "b"] }).status).toBe(201);
  expect(account.send("PUT", path, { tags: ["b", "c"] }).json).toEqual({ tags: ["a", "b", "c"] });
  expect(account.send("DELETE", path, { tags: ["a"] }).status).toBe(204);
  expect(account.send("GET", path).json).toEqual({ tags: ["b", "c"] });
});

test("text that is not JSON is refused", () => {
  expect(new AccountClient().send("POST", "users", "{").status).toBe(422);
});

test("a created user is shown with every attribute of the API and every active field", () => {
  const account = new AccountClient();
  account.upsert({ external_id: "a", name: "A" });
  const user = account.user("a");
  expect(user).toMatchObject({ role: "end-user", verified: false, tags: [], organization_id: null, active: true });
  expect(Object.keys(objectOf(user["user_fields"]))).toHaveLength(10);
});
