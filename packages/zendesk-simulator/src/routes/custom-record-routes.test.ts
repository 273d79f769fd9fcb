import { expect, test } from "vitest";
import { AccountClient, objectOf, objectsOf } from "../account-client.ts";
import type { Json, JsonObject } from "../json.ts";

const FLEET = { key: "fleet", custom_object_fields: [] };
const CAR = {
  key: "car",
  custom_object_fields: [
    { key: "standard::name", type: "text", properties: { is_unique: true } },
    { key: "make", type: "text", title: "Make" },
    { key: "doors", type: "integer", title: "Doors" },
    { key: "price", type: "currency", title: "Price" },
    { key: "owner", type: "lookup", title: "Owner", relationship_target_type: "zen:user" },
    { key: "maker", type: "lookup", title: "Maker", relationship_target_type: "zen:organization" },
    { key: "twin", type: "lookup", title: "Twin", relationship_target_type: "zen:custom_object:car" },
    { key: "retired", type: "text", title: "Retired", active: false },
  ],
};
const CHILD = {
  key: "trip",
  custom_object_fields: [
    { key: "car", type: "parent", title: "Car", relationship_target_type: "zen:custom_object:car" },
    { key: "reason", type: "text", title: "Reason", required: true },
  ],
};
const ORDER = {
  key: "order",
  custom_object_fields: [
    {
      key: "standard::name",
      type: "text",
      properties: { autoincrement_enabled: true, autoincrement_prefix: "Order # ", autoincrement_padding: 4 },
    },
  ],
};

/** An account with two cars, "c1" called "Red one" and "c2" called "Blue one", a user "u1" and an organization "o1". */
function accountWithCars(role: "admin" | "agent" = "admin"): AccountClient {
  const account = new AccountClient({ role });
  account.send("POST", "/simulator/custom_objects", [FLEET, CAR, CHILD, ORDER]);
  account.send("POST", "/simulator/users", [{ name: "Ann", external_id: "u1" }]);
  account.send("POST", "/simulator/organizations", [{ name: "Acme", external_id: "o1" }]);
  account.send("POST", "/simulator/custom_objects/car/records", [
    { name: "Red one", external_id: "c1", custom_object_fields: { make: "Fast", doors: 2 } },
    { name: "Blue one", external_id: "c2", custom_object_fields: {} },
  ]);
  return account;
}

function post(account: AccountClient, key: string, custom_object_record: JsonObject) {
  return account.send("POST", `custom_objects/${key}/records`, { custom_object_record });
}

function found(account: AccountClient, query: string): unknown[] {
  const { json } = account.send("GET", `custom_objects/car/${query}`);
  return objectsOf(json["custom_object_records"]).map(({ external_id }) => external_id);
}

function car(account: AccountClient, externalId: string): JsonObject {
  const { json } = account.send("GET", `custom_objects/car/records?filter[external_ids]=${externalId}`);
  return objectOf(objectsOf(json["custom_object_records"])[0]);
}

test("a record has the properties that Zendesk shows, and an id of 26 letters and digits", () => {
  const account = accountWithCars("agent");
  const { status, json } = post(account, "car", { name: "New", custom_object_fields: { make: "M", price: "12.50" } });
  const record = objectOf(json["custom_object_record"]);
  expect(status).toBe(201);
  expect(record).toMatchObject({
    id: expect.stringMatching(/^[\dA-HJKMNP-TV-Z]{26}$/),
    name: "New",
    external_id: null,
    custom_object_key: "car",
    created_by_user_id: String(account.simulator.account.owner.id),
    created_at: "2026-11-22T12:00:00Z",
    custom_object_fields: { make: "M", price: 12.5, doors: null },
  });
  expect(account.send("GET", `custom_objects/car/records/${String(record["id"])}`).json).toEqual(json);
});

test("records are found by ids and by external ids in their exact case, and unknown ones are left out", () => {
  const account = accountWithCars();
  const { id } = car(account, "c2");
  expect(found(account, "records?filter[external_ids]=c2,nobody,c1")).toEqual(["c2", "c1"]);
  expect(found(account, "records?filter[external_ids]=C2")).toEqual([]);
  expect(found(account, `records?filter[ids]=${String(id)},01GCSJW391QVSC80GYDH7E93Q6`)).toEqual(["c2"]);
  expect(found(account, "records")).toEqual(["c1", "c2"]);
});

test("lists of records have cursors", () => {
  const account = accountWithCars();
  const first = account.send("GET", "custom_objects/car/records?page[size]=1").json;
  const { after_cursor, has_more } = objectOf(first["meta"]);
  expect([objectsOf(first["custom_object_records"]).length, has_more]).toEqual([1, true]);
  expect(found(account, `records?page[size]=1&page[after]=${String(after_cursor)}`)).toEqual(["c2"]);
});

const many = Array.from({ length: 101 }, (_, index) => `x${index}`).join(",");

test.each([
  "records?filter[ids]=a&filter[external_ids]=b",
  "records?filter[external_ids]=a,a",
  "records?filter[external_ids]=",
  `records?filter[external_ids]=${many}`,
  "records/search",
  "records/search?query=%20",
])("custom_objects/car/%.40s is refused", (query) => {
  expect(accountWithCars().send("GET", `custom_objects/car/${query}`).status).toBe(400);
});

test.each([
  ["red", ["c1"]],
  ["ON", ["c1", "c2"]],
  ["fas", ["c1"]],
  ["ast", []],
  ["blue fast", ["c1", "c2"]],
])("a search for %j finds the records with a word that begins with it", (query, expected) => {
  expect(found(accountWithCars(), `records/search?query=${encodeURIComponent(query)}`)).toEqual(expected);
});

test("a search may lag, in new records and in old names", () => {
  const account = new AccountClient({ searchDelaySeconds: 60 });
  account.send("POST", "/simulator/custom_objects", [CAR]);
  post(account, "car", { name: "Old", external_id: "c1" });
  account.nowMs += 61_000;
  const change = { custom_object_record: { name: "New" } };
  account.send("PATCH", "custom_objects/car/records?external_id=c1", change);
  post(account, "car", { name: "New too", external_id: "c2" });
  expect([found(account, "records/search?query=old"), found(account, "records/search?query=new")]).toEqual([
    ["c1"],
    [],
  ]);
  account.nowMs += 61_000;
  expect(found(account, "records/search?query=new")).toEqual(["c1", "c2"]);
});

test.each<[string, JsonObject, JsonObject]>([
  ["external_id=c1", { custom_object_fields: { doors: 4 } }, { name: "Red one", external_id: "c1" }],
  ["external_id=C1", { name: "Another" }, { name: "Another", external_id: "C1" }],
  ["name=red%20ONE", { external_id: "c9" }, { external_id: "c9" }],
  ["name=Green", {}, { name: "Green", external_id: null }],
])("an upsert by %s of %j leaves %j", (query, custom_object_record, expected) => {
  const account = accountWithCars();
  const { status, json } = account.send("PATCH", `custom_objects/car/records?${query}`, { custom_object_record });
  expect([status, json["custom_object_record"]]).toMatchObject([200, expected]);
});

test.each(["", "?external_id=c1&name=Red", "?external_id="])("an upsert with %j in its query is refused", (query) => {
  const { status } = accountWithCars().send("PATCH", `custom_objects/car/records${query}`, {
    custom_object_record: {},
  });
  expect(status).toBe(400);
});

test("an upsert or deletion by name needs unique names", () => {
  const account = accountWithCars();
  const body = { custom_object_record: {} };
  expect(account.send("PATCH", "custom_objects/fleet/records?name=A", body).status).toBe(400);
  expect(account.send("DELETE", "custom_objects/fleet/records?name=A").status).toBe(400);
});

test.each<[string, string, JsonObject, string]>([
  ["no name", "car", {}, "Name: cannot be blank"],
  ["a name that is taken", "car", { name: " red ONE" }, "Name: red ONE has already been taken"],
  ["an external id that is taken", "car", { name: "N", external_id: "c1" }, "External: c1 has already been taken"],
  [
    "a name that Zendesk generates itself",
    "order",
    { name: "N" },
    "Name: is not allowed because autonumbering is enabled",
  ],
  ["a value of the wrong type", "car", { name: "N", custom_object_fields: { doors: "two" } }, "Doors: is invalid"],
  ["an unknown user", "car", { name: "N", custom_object_fields: { owner: "external_id:u9" } }, "Owner: is invalid"],
  ["an unknown record", "car", { name: "N", custom_object_fields: { twin: "name:Pink" } }, "Twin: is invalid"],
  [
    "an id that no record has",
    "car",
    { name: "N", custom_object_fields: { twin: "01GCSJW391QVSC80GYDH7E93Q6" } },
    "Twin: is invalid",
  ],
  ["no parent", "trip", { name: "N", custom_object_fields: { reason: "r" } }, "Car: cannot be blank"],
  [
    "an unknown parent",
    "trip",
    { name: "N", custom_object_fields: { car: "external_id:C1", reason: "r" } },
    "Car: is invalid",
  ],
  [
    "no required value",
    "trip",
    { name: "N", custom_object_fields: { car: "external_id:c1" } },
    "Reason: cannot be blank",
  ],
  [
    "more than 32 kB",
    "car",
    { name: "N", custom_object_fields: { make: "x".repeat(33_000) } },
    "Record: is too large (maximum is 32 KB)",
  ],
])("a record with %s is a 422", (_why, key, record, text) => {
  const { status, json } = post(accountWithCars(), key, record);
  expect([status, json["error"], JSON.stringify(json["details"])]).toEqual([
    422,
    "RecordInvalid",
    expect.stringContaining(text),
  ]);
});

test("lookup and parent fields take ids, external ids and unique names, and hold the ids", () => {
  const account = accountWithCars();
  const red = String(car(account, "c1")["id"]);
  const by = (twin: Json) => ({ owner: "external_id:u1", maker: "name:acme", twin });
  const expected = {
    owner: String(account.user("u1")["id"]),
    maker: String(account.organization("o1")["id"]),
    twin: red,
  };
  for (const [index, twin] of [red, "external_id:c1", "name:red one"].entries()) {
    const { json } = post(account, "car", { name: `N${index}`, custom_object_fields: by(twin) });
    expect(json["custom_object_record"]).toMatchObject({ custom_object_fields: expected });
  }
  const trip = post(account, "trip", { name: "T", custom_object_fields: { car: "name:Red one", reason: "r" } });
  expect(trip.json["custom_object_record"]).toMatchObject({ custom_object_fields: { car: red } });
});

test("unknown and inactive fields are silently dropped, and named in a header only", () => {
  const { status, headers, json } = post(accountWithCars(), "car", {
    name: "N",
    color: "red",
    custom_object_fields: { retired: "x", unheard_of: "y" },
  });
  expect(status).toBe(201);
  expect(Object.keys(objectOf(objectOf(json["custom_object_record"])["custom_object_fields"]))).not.toContain(
    "retired",
  );
  for (const key of ["color", "custom_object_fields.retired", "custom_object_fields.unheard_of"]) {
    expect(headers["x-zendesk-api-warn"]).toContain(`"custom_object_record.${key}"`);
  }
});

test("autonumbered names count up", () => {
  const account = accountWithCars();
  const names = [1, 2].map(() => objectOf(post(account, "order", {}).json["custom_object_record"])["name"]);
  expect(names).toEqual(["Order # 0001", "Order # 0002"]);
});

test("a required value cannot be emptied, and is not needed again in an update", () => {
  const account = accountWithCars();
  const fields = { car: "external_id:c1", reason: "r" };
  const { json } = post(account, "trip", { name: "T", custom_object_fields: fields });
  const path = `custom_objects/trip/records/${String(objectOf(json["custom_object_record"])["id"])}`;
  const change = (custom_object_fields: JsonObject) =>
    account.send("PATCH", path, { custom_object_record: { custom_object_fields } }).status;
  expect([change({ reason: null }), change({ reason: "s" })]).toEqual([422, 200]);
});

test.each<[string, (account: AccountClient) => string]>([
  ["id", (account) => `/${String(car(account, "c1")["id"])}`],
  ["external id", () => "?external_id=c1"],
  ["name", () => "?name=Red%20one"],
])("a record deleted by its %s takes its children along, and its keys are free again", (_key, query) => {
  const account = accountWithCars();
  const fields = { car: "external_id:c1", reason: "r" };
  post(account, "trip", { name: "T", custom_object_fields: fields });
  expect(account.send("DELETE", `custom_objects/car/records${query(account)}`).status).toBe(204);
  expect([found(account, "records"), account.records("trip")]).toEqual([["c2"], []]);
  expect(post(account, "car", { name: "Red one", external_id: "c1" }).status).toBe(201);
});

test("tests see all records, one on a line", () => {
  const lines = accountWithCars().send("GET", "/simulator/custom_objects/car/records").text.trim().split("\n");
  expect(lines.map((line) => objectOf(JSON.parse(line))["external_id"])).toEqual(["c1", "c2"]);
});

test.each<[filter: JsonObject, externalIds: unknown[]]>([
  [{ name: { $eq: "RED one" } }, ["c1"]],
  [{ name: { $eq: "Red" } }, []],
  [{ external_id: { $eq: "c2" } }, ["c2"]],
  [{ external_id: { $eq: "C2" } }, []],
])("the filter %j finds %j", (filter, externalIds) => {
  const { json } = accountWithCars().send("POST", "custom_objects/car/records/search", { filter });
  expect(objectsOf(json["custom_object_records"]).map(({ external_id }) => external_id)).toEqual(externalIds);
});

test.each<[filter: JsonObject]>([
  [{ "custom_object_fields.make": { $eq: "Fast" } }],
  [{ name: { $contains: "one" } }],
  [{ name: { $eq: "Red one" }, external_id: { $eq: "c1" } }],
  [{}],
])("the filter %j is not simulated", (filter) => {
  expect(accountWithCars().send("POST", "custom_objects/car/records/search", { filter }).status).toBe(501);
});
