import { expect, test } from "vitest";
import { AccountClient, objectOf } from "../account-client.ts";
import type { FaultName } from "../faults/fault-kinds.ts";
import type { Json, JsonObject } from "../json.ts";
import type { SimulatorOptions } from "../options.ts";

const UNIQUE_NAME = { key: "standard::name", type: "text", properties: { is_unique: true } };
const CAR = { key: "car", custom_object_fields: [UNIQUE_NAME, { key: "make", type: "text", title: "Make" }] };
const NOTE = { key: "note", custom_object_fields: [] };

/** An account with two cars, "c1" called "Red" and "c2" called "Blue". */
function accountWithCars(options: Partial<SimulatorOptions> = {}): AccountClient {
  const account = new AccountClient({ role: "agent", ...options });
  account.send("POST", "/simulator/custom_objects", [CAR, NOTE]);
  account.send("POST", "/simulator/custom_objects/car/records", [
    { name: "Red", external_id: "c1", custom_object_fields: { make: "old" } },
    { name: "Blue", external_id: "c2", custom_object_fields: { make: "old" } },
  ]);
  return account;
}

function run(account: AccountClient, action: string, items: readonly Json[]): readonly JsonObject[] {
  return account.run("POST", "custom_objects/car/jobs", { job: { action, items } });
}

function held(account: AccountClient): unknown[] {
  return account
    .records("car")
    .map(({ external_id, name, custom_object_fields }) => [external_id, name, objectOf(custom_object_fields)["make"]]);
}

function idOf(account: AccountClient, index: number): string {
  return String(account.records("car")[index]?.["id"]);
}

const NEW_VALUE = { custom_object_fields: { make: "new" } };

test.each<[string, (account: AccountClient) => readonly Json[], unknown[]]>([
  [
    "create",
    () => [{ name: "Green", external_id: "C1" }],
    [
      ["c1", "Red", "old"],
      ["c2", "Blue", "old"],
      ["C1", "Green", null],
    ],
  ],
  [
    "update",
    (account) => [{ id: idOf(account, 1), ...NEW_VALUE }],
    [
      ["c1", "Red", "old"],
      ["c2", "Blue", "new"],
    ],
  ],
  [
    "create_or_update_by_external_id",
    () => [
      { external_id: "c1", ...NEW_VALUE },
      { external_id: "c3", name: "Green" },
    ],
    [
      ["c1", "Red", "new"],
      ["c2", "Blue", "old"],
      ["c3", "Green", null],
    ],
  ],
  [
    "create_or_update_by_name",
    () => [{ name: "RED", ...NEW_VALUE }, { name: "Green" }],
    [
      ["c1", "RED", "new"],
      ["c2", "Blue", "old"],
      [null, "Green", null],
    ],
  ],
  ["delete", (account) => [idOf(account, 0)], [["c2", "Blue", "old"]]],
  ["delete_by_external_id", () => ["c2"], [["c1", "Red", "old"]]],
])("a job of the action %s is applied, and its results are whole records", (action, items, expected) => {
  const account = accountWithCars();
  const sent = items(account);
  const results = run(account, action, sent);
  expect(results).toHaveLength(sent.length);
  for (const result of results) {
    expect(result).toMatchObject({ custom_object_key: "car", name: expect.any(String), url: expect.any(String) });
    expect(Object.keys(result)).toContain("external_id");
  }
  expect(held(account)).toEqual(expected);
});

test.each<[string, readonly Json[], string]>([
  ["create", [{ name: "red" }], "Name: red has already been taken"],
  ["create", [{ name: "Green", external_id: "c1" }], "External: c1 has already been taken"],
  ["update", [{ id: "01GCSJW391QVSC80GYDH7E93Q6" }], "Couldn't find CustomObjectRecord"],
  ["create_or_update_by_external_id", [{ name: "Green" }], "external_id: cannot be blank"],
  ["create_or_update_by_name", [{ external_id: "c9" }], "name: cannot be blank"],
  ["delete", ["c1"], "Couldn't find CustomObjectRecord"],
  ["delete_by_external_id", ["C1"], "Couldn't find CustomObjectRecord"],
])("an item of the action %s with a mistake fails its row: %j", (action, items, details) => {
  const account = accountWithCars();
  const before = held(account);
  expect(run(account, action, items)).toEqual([{ index: 0, error: expect.any(String), status: "Failed", details }]);
  expect(held(account)).toEqual(before);
});

test.each<[string, readonly Json[]]>([
  [
    "create_or_update_by_external_id",
    [
      { external_id: "c1", ...NEW_VALUE },
      { external_id: "c1", name: "Twice" },
    ],
  ],
  [
    "create_or_update_by_name",
    [
      { name: "Red", ...NEW_VALUE },
      { name: "Red", external_id: "c9" },
    ],
  ],
])("a record that is named twice in a job of %s fails its second row", (action, items) => {
  const account = accountWithCars();
  expect(run(account, action, items)).toMatchObject([{ custom_object_key: "car" }, { index: 1, status: "Failed" }]);
  expect(held(account)[0]).toEqual(["c1", "Red", "new"]);
});

test("where duplicates fail a job, none of its items is applied, and other jobs are", () => {
  const account = accountWithCars({ faultSettings: [{ name: "job-failed-by-duplicates" }] });
  const status = (...externalIds: readonly string[]) => {
    const items = externalIds.map((external_id) => ({ external_id, ...NEW_VALUE }));
    const job = { action: "create_or_update_by_external_id", items };
    const { id } = objectOf(account.send("POST", "custom_objects/car/jobs", { job }).json["job_status"]);
    return objectOf(account.send("GET", `job_statuses/${String(id)}`).json["job_status"])["status"];
  };
  expect([status("c1", "c1"), status("c1", "c2")]).toEqual(["failed", "completed"]);
  expect(account.simulator.faultStrikes()).toEqual({ "job-failed-by-duplicates": 1 });
});

test("failed rows may lack their index, and results may come in another order with their external ids", () => {
  const items = ["c1", "c2", "c3", "c4"].map((external_id) => ({ external_id, ...NEW_VALUE }));
  const results = (name: FaultName) =>
    run(accountWithCars({ faultSettings: [{ name }] }), "create_or_update_by_external_id", items);
  expect(results("failed-rows-without-index").at(-1)).toEqual({
    error: "CustomObjectRecordUpsertFailed",
    details: "Name: cannot be blank",
    status: "Failed",
  });
  const reordered = results("results-reordered-keyed").map(({ external_id }) => external_id);
  expect(reordered).not.toEqual(["c1", "c2", "c3", "c4"]);
  expect(new Set(reordered)).toEqual(new Set(["c1", "c2", "c3", "c4"]));
});

test("a job is accepted with 201, queued, and counts against the job limit of its endpoint", () => {
  const account = accountWithCars({ jobsInFlight: 1, jobDelaySeconds: { min: 5, max: 5 } });
  const send = () =>
    account.send("POST", "custom_objects/car/jobs", { job: { action: "create", items: [{ name: "N" }] } });
  const first = send();
  expect(first.status).toBe(201);
  expect(first.json["job_status"]).toMatchObject({ status: "queued", total: 1, results: null });
  expect(first.headers["zendesk-ratelimit-inflight-jobs"]).toContain("remaining=0");
  expect(send()).toMatchObject({ status: 429, json: { error: "TooManyJobs" } });
});

const many = Array.from({ length: 101 }, (_, index) => ({ name: `Name ${index}` }));

test.each<[string, string, JsonObject]>([
  ["more than 100 items", "car", { action: "create", items: many }],
  ["no items", "car", { action: "create" }],
  ["an unknown action", "car", { action: "upsert", items: [] }],
  ["the name of an inherited property as action", "car", { action: "constructor", items: [] }],
  ["texts to create", "car", { action: "create", items: ["a"] }],
  ["records to delete", "car", { action: "delete", items: [{ id: "a" }] }],
  ["a list as custom fields", "car", { action: "create", items: [{ name: "N", custom_object_fields: [] }] }],
  ["an upsert by names that are not unique", "note", { action: "create_or_update_by_name", items: [{ name: "N" }] }],
])("a job with %s is refused as a whole", (_why, key, job) => {
  expect(accountWithCars().send("POST", `custom_objects/${key}/jobs`, { job }).status).toBe(400);
});

test("a job for an unknown object is a 404", () => {
  const job = { action: "create", items: [{ name: "N" }] };
  expect(new AccountClient().send("POST", "custom_objects/boat/jobs", { job }).status).toBe(404);
});
