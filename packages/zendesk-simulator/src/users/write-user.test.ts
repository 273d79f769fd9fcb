import { expect, test } from "vitest";
import { AccountClient, objectOf, objectsOf } from "../account-client.ts";
import type { JsonObject } from "../json.ts";

test("an upsert finds the user by external id regardless of case, and keeps the latest spelling of the id", () => {
  const account = new AccountClient();
  const [created] = account.upsert({ external_id: "ian1", name: "Ian" });
  const [updated] = account.upsert({ external_id: "IAN1", name: "Ian Two" });
  expect([created?.["status"], updated?.["status"]]).toEqual(["Created", "Updated"]);
  expect(account.user("ian1")).toMatchObject({ id: created?.["id"], external_id: "IAN1", name: "Ian Two" });
});

test("a row with an unknown external id and a known email updates the email's user, who gets the new id", () => {
  const account = new AccountClient();
  const [created] = account.upsert({ external_id: "old", name: "Ann", email: "ann@example.com" });
  const [updated] = account.upsert({ external_id: "new", name: "Ann", email: "ANN@example.com" });
  expect(updated).toEqual({ id: created?.["id"], status: "Updated", email: "ann@example.com" });
  expect(account.user("new")).toMatchObject({ email: "ann@example.com", external_id: "new" });
});

test("Zendesk's own id takes precedence over all other keys, which are then written", () => {
  const account = new AccountClient();
  const [created] = account.upsert({ external_id: "old", name: "Ann" });
  account.upsert({ id: created?.["id"], external_id: "new", name: "Ann" });
  expect(account.user("new")["id"]).toBe(created?.["id"]);
});

test("a row whose keys belong to two users fails, and changes neither", () => {
  const account = new AccountClient();
  account.upsert(
    { external_id: "a", name: "A", email: "a@example.com" },
    { external_id: "b", name: "B", email: "b@example.com" },
  );
  const rows = account.upsert({ external_id: "a", name: "Changed", email: "B@example.com" });
  expect(rows).toEqual([
    {
      id: 0,
      error: "UserUpdateError",
      details: "Name: Email: B@example.com is already being used by another user",
      status: "Failed",
    },
  ]);
  expect(account.user("a")).toMatchObject({ name: "A", email: "a@example.com" });
});

test("a failed row has its index as `id`, and the rows around it are written", () => {
  const account = new AccountClient();
  const rows = account.upsert(
    { external_id: "1", name: "One" },
    { external_id: "2", email: "two@example.com" },
    { external_id: "3", name: "Three", email: "error@example.com_" },
    { external_id: "4", name: "Four" },
  );
  expect(rows.map(({ id, status }) => [id, status])).toEqual([
    [expect.any(Number), "Created"],
    [1, "Failed"],
    [2, "Failed"],
    [expect.any(Number), "Created"],
  ]);
  expect(rows[2]?.["details"]).toBe("Name: Email: error@example.com_ is not properly formatted");
});

test("a row without a key creates a new user every time", () => {
  const account = new AccountClient();
  const rows = [...account.upsert({ name: "Nobody" }), ...account.upsert({ name: "Nobody" })];
  expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
});

test("a new email of a known user becomes a secondary identity until it is made the primary one", () => {
  const account = new AccountClient();
  const [row] = account.upsert({ external_id: "a", name: "A", email: "old@example.com" });
  account.upsert({ external_id: "a", email: "new@example.com" });
  expect(account.user("a")).toMatchObject({ email: "old@example.com" });
  const path = `users/${String(row?.["id"])}/identities`;
  const identities = objectsOf(account.send("GET", path).json["identities"]);
  expect(identities.map(({ value, primary }) => [value, primary])).toEqual([
    ["old@example.com", true],
    ["new@example.com", false],
  ]);
  account.send("PUT", `${path}/${String(identities[1]?.["id"])}/make_primary`);
  expect(account.user("a")).toMatchObject({ email: "new@example.com" });
});

test("tags replace the old ones, are lower-cased, split at spaces, and stored without duplicates", () => {
  const account = new AccountClient();
  account.upsert({ external_id: "a", name: "A", tags: ["old"] });
  account.upsert({ external_id: "a", tags: ["VIP", "big spender", "vip"] });
  expect(account.user("a")["tags"]).toEqual(["vip", "big", "spender"]);
});

test("an organization id ends all other memberships", () => {
  const account = new AccountClient();
  const ids = ["Acme", "Globex", "Initech"].map(
    (name) =>
      objectOf(account.send("POST", "organizations", { organization: { name } }).json["organization"])["id"] ?? null,
  );
  const [row] = account.upsert({ external_id: "a", name: "A", organization_ids: ids.slice(0, 2) });
  account.upsert({ external_id: "a", organization_id: ids[2] ?? null });
  const path = `users/${String(row?.["id"])}/organization_memberships`;
  expect(account.send("GET", path).json["organization_memberships"]).toMatchObject([
    { organization_id: ids[2], organization_name: "Initech", default: true },
  ]);
});

test("absent properties stay as they are, and null clears", () => {
  const account = new AccountClient();
  account.upsert({
    external_id: "a",
    name: "A",
    notes: "n",
    locale: "fr",
    details: "d",
    user_fields: { state: "CA", newsletter: true },
  });
  account.upsert({ external_id: "a", notes: null, locale: null, user_fields: { state: null } });
  expect(account.user("a")).toMatchObject({
    notes: null,
    locale: "en-US",
    details: "d",
    user_fields: { state: null, newsletter: true },
  });
});

test("an invalid custom field fails its row before anything is written", () => {
  const account = new AccountClient();
  account.upsert({ external_id: "a", name: "A" });
  const [row] = account.upsert({ external_id: "a", name: "B", user_fields: { loyalty_tier: "Gold" } });
  expect(row).toMatchObject({ id: 0, status: "Failed", details: "Name: Loyalty tier: is invalid" });
  expect(account.user("a")["name"]).toBe("A");
});

test("unknown properties and unknown or inactive fields are dropped, and only a header says so", () => {
  const account = new AccountClient();
  const users = [
    { external_id: "a", name: "A", shoe_size: 44, user_fields: { nope: 1, old_segment: "x", state: "CA" } },
  ];
  const { headers } = account.send("POST", "users/create_or_update_many", { users });
  expect(headers["x-zendesk-api-warn"]).toBe(
    '{:allowed_parameters=>{:controller=>"users", :action=>"create_or_update_many", :unpermitted_keys=>' +
      '["users.shoe_size", "users.user_fields.nope", "users.user_fields.old_segment"], :invalid_values=>[]}}',
  );
  expect(account.user("a")["user_fields"]).toMatchObject({ state: "CA" });
  expect(account.user("a")["user_fields"]).not.toHaveProperty("old_segment");
});

test("a phone number becomes an identity unless it is another user's", () => {
  const account = new AccountClient();
  account.upsert(
    { external_id: "a", name: "A", phone: "+14155552671" },
    { external_id: "b", name: "B", phone: "+14155552671" },
  );
  expect(account.user("a")).toMatchObject({ phone: "+14155552671", shared_phone_number: false });
  expect(account.user("b")).toMatchObject({ phone: "+14155552671", shared_phone_number: true });
});

test("an account may require phone numbers in E.164", () => {
  const account = new AccountClient({ validatePhoneNumbers: true });
  const rows = account.upsert({ name: "A", phone: "(415) 555-2671" }, { name: "B", phone: "+14155552671" });
  expect(rows.map(({ status }) => status)).toEqual(["Failed", "Created"]);
});

test("an agent may write only end users", () => {
  const account = new AccountClient({ role: "agent" });
  const rows = account.upsert({ external_id: "a", name: "A" }, { external_id: "b", name: "B", role: "admin" });
  expect(rows).toMatchObject([{ status: "Created" }, { status: "Failed", error: "PermissionDenied" }]);
});

test("numbers with more digits than a double holds are stored and shown exactly", () => {
  const account = new AccountClient();
  const body =
    '{"users":[{"external_id":9007199254740993,"name":"A","user_fields":{"company_size":12345678901234567890}}]}';
  account.run("POST", "users/create_or_update_many", body);
  const line = account.send("GET", "/simulator/users").text.split("\n")[1];
  expect(line).toContain('"external_id":"9007199254740993"');
  expect(line).toContain('"company_size":12345678901234567890');
});

test.each<[string, JsonObject]>([
  ["a time zone by IANA's name", { time_zone: "America/New_York" }],
  ["a time zone that does not exist", { time_zone: "Atlantis" }],
  ["a locale of another form", { locale: "en_US" }],
  ["a locale that is not enabled in the account", { locale: "sv" }],
  ["an address with digits after its end", { email: "ann@example.com8050262430" }],
  ["an address that ends in a dot", { email: "ann@example.com." }],
  ["an address with a dot before the at sign", { email: "ann.@example.com" }],
  ["an address without a dot", { email: "ann@example" }],
  ["a lookup that names no user", { user_fields: { referred_by: "external_id:nobody" } }],
])("%s fails its row and changes nothing", (_what, change) => {
  const account = new AccountClient();
  account.upsert({ external_id: "a", name: "A" });
  const before = account.user("a");
  expect(account.upsert({ external_id: "a", name: "B", ...change })).toMatchObject([{ id: 0, status: "Failed" }]);
  expect(account.user("a")).toEqual(before);
});

test("a lookup field takes its target's external id and keeps the target's id", () => {
  const account = new AccountClient();
  const [referrer] = account.upsert({ external_id: "r", name: "R" });
  account.upsert({ external_id: "a", name: "A", user_fields: { referred_by: "external_id:R" } });
  expect(account.user("a")).toMatchObject({ user_fields: { referred_by: String(referrer?.["id"]) } });
});

test.each<[JsonObject, string]>([
  [{ tags: "vip,new" }, "You passed an invalid value for the tags attribute. must be an array"],
  [{ tags: [{ name: "vip" }] }, "You passed an invalid value for the tags attribute. must be an array"],
  [{ user_fields: '{"state":"CA"}' }, "You passed an invalid value for the user_fields attribute. must be an object"],
  [{ organization_ids: "1,2" }, "You passed an invalid value for the organization_ids attribute. must be an array"],
  [{ organization: "Acme" }, "You passed an invalid value for the organization attribute. must be an object"],
  [{ organization_id: "Acme" }, "You passed an invalid value for the organization_id attribute. must be an integer"],
])("%j fails the whole request, whatever its kind", (change, message) => {
  const account = new AccountClient();
  const [row] = account.upsert({ external_id: "a", name: "A" });
  const users = [
    { external_id: "b", name: "B" },
    { external_id: "a", name: "A", ...change },
  ];
  const answers = [
    account.send("POST", "users/create_or_update_many", { users }),
    account.send("POST", "users/create_many", { users }),
    account.send("PUT", "users/update_many", { users }),
    account.send("POST", "users/create_or_update", { user: users[1] ?? {} }),
    account.send("PUT", `users/${String(row?.["id"])}`, { user: change }),
  ];
  for (const answer of answers) expect(answer).toMatchObject({ status: 400, json: { error: { message } } });
  expect(account.send("GET", "users/show_many?external_ids=b").json).toMatchObject({ count: 0 });
});

test("a user is in at most 300 organizations", () => {
  const account = new AccountClient();
  const { organizations } = account.simulator.account;
  const ids = Array.from({ length: 301 }, (_, index) => organizations.create(`O${index}`, null, 0).id);
  const [failed] = account.upsert({ external_id: "a", name: "A", organization_ids: ids });
  expect(failed).toMatchObject({ status: "Failed" });
  const [row] = account.upsert({ external_id: "a", name: "A", organization_ids: ids.slice(1) });
  const memberships = [{ user_id: row?.["id"], organization_id: ids[0] ?? 0 }];
  expect(
    account.run("POST", "organization_memberships/create_many", { organization_memberships: memberships }),
  ).toMatchObject([{ index: 0, success: false }]);
});
