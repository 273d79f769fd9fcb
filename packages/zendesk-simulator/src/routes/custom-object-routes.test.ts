import { expect, test } from "vitest";
import { AccountClient, objectsOf } from "../account-client.ts";
import { CUSTOM_FIELD_TYPES, OBJECT_FIELD_TYPES } from "../fields/custom-field.ts";
import type { Json } from "../json.ts";

const CAR = {
  key: "car",
  title: "Car",
  title_pluralized: "Cars",
  custom_object_fields: [
    { key: "standard::name", type: "text", properties: { is_unique: true } },
    { key: "make", type: "text", title: "Make" },
    { key: "price", type: "currency", title: "Price", properties: { allowed_currencies: ["EUR"] } },
    { key: "owner", type: "lookup", title: "Owner", relationship_target_type: "zen:user", required: true },
    { key: "fleet", type: "parent", title: "Fleet", relationship_target_type: "zen:custom_object:fleet" },
  ],
};

function accountWith(...objects: readonly Json[]): AccountClient {
  const account = new AccountClient();
  account.send("POST", "/simulator/custom_objects", objects);
  return account;
}

test("a new account has no custom objects", () => {
  const { status, json } = new AccountClient().send("GET", "custom_objects");
  expect([status, json]).toEqual([200, { custom_objects: [] }]);
});

test("custom objects are listed, and one is shown by its key", () => {
  const account = accountWith(CAR, { key: "fleet", title: "Fleet" });
  const car = { key: "car", title: "Car", title_pluralized: "Cars" };
  expect(account.send("GET", "custom_objects").json["custom_objects"]).toMatchObject([car, { key: "fleet" }]);
  expect(account.send("GET", "custom_objects/car").json["custom_object"]).toMatchObject(car);
  expect(account.send("GET", "custom_objects/boat")).toMatchObject({ status: 404, json: { error: "RecordNotFound" } });
});

test("fields are listed with their kinds, and with the standard ones when asked", () => {
  const account = accountWith(CAR);
  const custom = account.send("GET", "custom_objects/car/fields").json["custom_object_fields"];
  expect(custom).toMatchObject([
    { key: "make", type: "text" },
    { key: "price", type: "currency", properties: { allowed_currencies: ["EUR"] } },
    { key: "owner", type: "lookup", relationship_target_type: "zen:user", required: true },
    { key: "fleet", type: "parent", relationship_target_type: "zen:custom_object:fleet", required: true },
  ]);
  const all = account.send("GET", "custom_objects/car/fields?include_standard_fields=true&page[size]=3").json;
  expect(objectsOf(all["custom_object_fields"])).toMatchObject([
    { key: "standard::name", required: true, properties: { is_unique: true, autoincrement_enabled: false } },
    { key: "standard::external_id", required: false },
    { key: "make" },
  ]);
  expect(all["meta"]).toMatchObject({ has_more: true });
});

test("a custom object has two types of fields that users lack", () => {
  expect(OBJECT_FIELD_TYPES.slice(CUSTOM_FIELD_TYPES.length)).toEqual(["currency", "parent"]);
});

test("an object's new definition replaces its fields and keeps its records", () => {
  const account = accountWith({ key: "car", custom_object_fields: [{ key: "make", type: "text" }] });
  account.send("POST", "/simulator/custom_objects/car/records", [{ name: "A" }]);
  account.send("POST", "/simulator/custom_objects", [
    { key: "car", custom_object_fields: [{ key: "model", type: "text" }] },
  ]);
  expect(account.records("car")).toMatchObject([{ name: "A", custom_object_fields: { model: null } }]);
});

test("limits count objects, records and fields, and only admins see that of objects", () => {
  const account = accountWith(CAR, { key: "fleet" });
  account.send("POST", "/simulator/custom_objects/fleet/records", [{ name: "A" }, { name: "B" }]);
  const count = (path: string) => account.send("GET", `custom_objects/${path}`).json["count"];
  expect(["limits/object_limit", "limits/record_limit", "car/limits/field_limit"].map(count)).toEqual([2, 2, 4]);
  const agent = new AccountClient({ role: "agent" });
  const statuses = ["custom_objects/limits/object_limit", "custom_objects/limits/record_limit", "custom_objects"].map(
    (path) => agent.send("GET", path).status,
  );
  expect(statuses).toEqual([403, 200, 200]);
});

test.each([
  ["GET", "custom_objects/car/records/count"],
  ["GET", "custom_objects/car/records/autocomplete?name=a"],
  ["GET", "custom_objects/car/permission_policies"],
  ["POST", "custom_objects"],
  ["GET", "custom_objects/car/records?page=2"],
  ["GET", "custom_objects?page[size]=100"],
])("%s %s is not simulated", (method, path) => {
  expect(accountWith(CAR).send(method, path, method === "POST" ? {} : undefined).status).toBe(501);
});
