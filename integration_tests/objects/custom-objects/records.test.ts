import { expect, test } from "vitest";
import type { ConfiguredStream, RecordData } from "../../../testing/input/airbyte-messages.ts";
import { requestsTo, seedUsers, usersOf } from "../../../testing/account/simulated-account.ts";
import { rejectedIn } from "../../../testing/connector/rejected-records.ts";
import { temporaryFolder } from "../../../testing/connector/temporary-folder.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";
import { ordersAccount, syncRecords, withRecords } from "./orders-account.ts";

const field = (key: string): string => `custom_object_fields.${key}`;

test("a record is written with every column and every type of custom field", async () => {
  const simulator = ordersAccount();
  const [ana] = usersOf(simulator, VIRTUAL_START);
  const { outcomes, after } = await syncRecords(simulator, "order", [
    {
      external_id: 1001,
      name: "Order 1001",
      [field("status")]: "Paid in full",
      [field("total")]: "1234567890.125",
      [field("weight")]: 2.345,
      [field("items")]: "3",
      custom_object_fields: { gift: "yes", ordered_on: "2026-11-01T23:59:00+02:00", notes: "Ring twice" },
      [field("code")]: "AB",
      [field("channels")]: "Web",
      [field("customer")]: "crm-1",
    },
  ]);
  expect(outcomes).toEqual({ created: 1 });
  expect(after).toEqual([
    expect.objectContaining({
      external_id: "1001",
      name: "Order 1001",
      custom_object_fields: {
        status: "paid",
        total: 1_234_567_890.125,
        weight: 2.35,
        items: 3,
        gift: true,
        ordered_on: "2026-11-01T00:00:00+00:00",
        notes: "Ring twice",
        code: "AB",
        channels: ["web"],
        customer: String(ana?.id),
        replaces: null,
      },
    }),
  ]);
});

test("a record that is updated within the second in which it was created is created once", async () => {
  const records = ["Gold", "Platinum"].map((name) => ({ external_id: "s-1", name }));
  // Both jobs end about a second later, and in the same one.
  const options = { startAt: VIRTUAL_START + 500 };
  const { after, outcomes } = await syncRecords(ordersAccount(), "subscription", records, options);
  expect(outcomes).toEqual({ created: 1, updated: 1 });
  expect(after.map(({ name }) => name)).toEqual(["Platinum"]);
});

test("external ids that differ in case are two records, in one job too", async () => {
  const simulator = withRecords(ordersAccount(), "order", { external_id: "a-1", name: "Lower" });
  const { outcomes, after } = await syncRecords(simulator, "order", [
    { external_id: "A-1", name: "Upper" },
    { external_id: "a-1", name: "Lower again" },
  ]);
  expect(outcomes).toEqual({ created: 1, updated: 1 });
  expect(after.map(({ external_id, name }) => [external_id, name])).toEqual([
    ["a-1", "Lower again"],
    ["A-1", "Upper"],
  ]);
});

test("an update whose external id differs in case from another one's finds nothing", async () => {
  const simulator = withRecords(ordersAccount(), "order", { external_id: "a-1", name: "Lower" });
  const stream: ConfiguredStream = { name: "orders", mode: "update", object: "custom_objects/order" };
  const records = [
    { external_id: "A-1", name: "Upper" },
    { external_id: "a-1", name: "Lower again" },
  ];
  const { outcomes, after } = await syncRecords(simulator, "order", records, { stream });
  expect(outcomes).toEqual({ not_found: 1, updated: 1 });
  expect(after.map(({ name }) => name)).toEqual(["Lower again"]);
});

const DELETED: ConfiguredStream = {
  name: "gone",
  mode: "soft_delete",
  object: "custom_objects/subscription",
  primaryKey: "external_id",
};

test.each<[externalId: string, outcome: string, left: readonly string[]]>([
  ["a-1", "deleted", ["A-1", "a,1", "A,1"]],
  ["a,1", "deleted", ["a-1", "A-1", "A,1"]],
  ["A,1", "deleted", ["a-1", "A-1", "a,1"]],
  ["a-", "unchanged", ["a-1", "A-1", "a,1", "A,1"]],
])("a deletion by the external id %s counts as %s and leaves %j", async (external_id, outcome, left) => {
  const held = ["a-1", "A-1", "a,1", "A,1"].map((own) => ({ external_id: own, name: `Subscription ${own}` }));
  const names = held.map((each, index) => ({ ...each, name: `Subscription ${index}` }));
  const simulator = withRecords(ordersAccount(), "subscription", ...names);
  const { outcomes, after } = await syncRecords(simulator, "subscription", [{ external_id }], { stream: DELETED });
  expect(outcomes).toEqual({ [outcome]: 1 });
  expect(after.map((each) => each.external_id)).toEqual(left);
});

test("results in another order are matched to their records, however similar those are", async () => {
  const simulator = ordersAccount({ faultSettings: [{ name: "results-reordered-keyed", nth: 1 }] });
  const records = Array.from({ length: 40 }, (_, index) => ({
    external_id: `${index % 2 === 0 ? "o" : "O"}-${Math.floor(index / 2)}`,
    name: index === 7 ? null : "The same name",
  }));
  const folder = temporaryFolder();
  const settings = { object_storage_config: { storage_type: "Local", path: folder } };
  const { outcomes } = await syncRecords(simulator, "order", records, { settings });
  expect(simulator.faultStrikes()["results-reordered-keyed"]).toBe(1);
  expect(outcomes).toEqual({ created: 39, missing_required_field: 1 });
  expect(rejectedIn(folder).map(({ record }) => record)).toEqual([records[7]]);
});

test("autonumbered names are left to Zendesk, with a warning", async () => {
  const records = [{ external_id: "d-1", name: "Mine", [field("model")]: "X" }];
  const { outcomes, after, output } = await syncRecords(ordersAccount(), "device", records);
  expect(outcomes).toEqual({ created: 1 });
  expect(after).toEqual([expect.objectContaining({ external_id: "d-1", name: "D-001" })]);
  expect(output.warnings.filter((warning) => warning.includes('"name" (Zendesk numbers'))).toHaveLength(1);
});

test("a unique name finds its record, and the record gets the external id", async () => {
  const simulator = withRecords(ordersAccount(), "subscription", { name: "Gold", external_id: "s-1" });
  const settings = { streams: [{ name: "subs", object: "custom_objects/subscription", matching_key: "name" }] };
  const records = [
    { name: "Gold", external_id: "s-2", [field("plan")]: "monthly" },
    { name: "Silver", external_id: "s-3" },
  ];
  const { outcomes, after } = await syncRecords(simulator, "subscription", records, {
    settings,
    stream: { name: "subs" },
  });
  expect(outcomes).toEqual({ updated: 1, created: 1 });
  expect(after.map(({ external_id, name }) => [name, external_id])).toEqual([
    ["Gold", "s-2"],
    ["Silver", "s-3"],
  ]);
});

test("a record that is created, then updated, counts once as created", async () => {
  const records = [
    { external_id: "o-1", name: "Order", [field("notes")]: "First" },
    // It cannot be merged, because without a name it can only update.
    { external_id: "o-1", [field("items")]: 2 },
  ];
  const { outcomes, after } = await syncRecords(ordersAccount(), "order", records);
  expect(outcomes).toEqual({ created: 1, updated: 1 });
  expect(after[0]?.custom_object_fields).toMatchObject({ notes: "First", items: 2 });
});

test("nulls empty fields if the settings say so, but never keys or the name", async () => {
  const held = { external_id: "o-1", name: "Order", custom_object_fields: { notes: "Old", gift: true, items: 1 } };
  const records = [{ external_id: "o-1", name: null, [field("notes")]: null, [field("gift")]: null }];
  const simulator = withRecords(ordersAccount(), "order", held);
  const { outcomes, after } = await syncRecords(simulator, "order", records, { settings: { null_handling: "clear" } });
  expect(outcomes).toEqual({ updated: 1 });
  expect(after).toEqual([expect.objectContaining({ external_id: "o-1", name: "Order" })]);
  expect(after[0]?.custom_object_fields).toMatchObject({
    notes: null,
    gift: expect.toBeOneOf([false, null]) as unknown,
    items: 1,
  });
});

test.each<[what: string, key: string, reason: string, record: RecordData]>([
  ["without a key", "order", "missing_key", { name: "Order" }],
  ["without the name of a new one", "order", "missing_required_field", { external_id: "o-2" }],
  ["without a required field of a new one", "device", "missing_required_field", { external_id: "d-2" }],
  ["without the parent of a new one", "item", "missing_required_field", { external_id: "i-1", name: "Item" }],
  [
    "with a field that Zendesk lacks",
    "order",
    "unknown_field",
    { external_id: "o-2", name: "O", [field("colour")]: "red" },
  ],
  ["of more than 32 kB", "order", "too_large", { external_id: "o-2", name: "O", [field("notes")]: "ü".repeat(16_400) }],
  ["that names no user", "order", "not_found", { external_id: "o-2", name: "O", [field("customer")]: "crm-2" }],
  ["that names no parent", "item", "not_found", { external_id: "i-1", name: "I", [field("order")]: "o-9" }],
  ["with a name that is taken", "subscription", "duplicate_value", { external_id: "s-2", name: "gold" }],
])("a record %s is rejected, others are written", async (_what, key, reason, record) => {
  const simulator = withRecords(ordersAccount(), "subscription", { external_id: "s-1", name: "Gold" });
  withRecords(simulator, "order", { external_id: "o-1", name: "Order" });
  const good: Readonly<Record<string, RecordData>> = {
    order: { name: "Good" },
    subscription: { name: "Good" },
    device: { [field("model")]: "X" },
    item: { name: "Good", [field("order")]: "o-1" },
  };
  const { outcomes } = await syncRecords(simulator, key, [record, { external_id: "good", ...good[key] }]);
  expect(outcomes).toEqual({ created: 1, [reason]: 1 });
});

test.each<[order: readonly number[]]>([[[1, 2, 3]], [[2, 1, 3]], [[3, 2, 1]]])(
  "records of one job may name each other, in the order %j",
  async (order) => {
    const records = order.map((number) => ({
      external_id: `o-${number}`,
      name: `Order ${number}`,
      ...(number > 1 && { [field("replaces")]: `o-${number - 1}` }),
    }));
    const { outcomes, after } = await syncRecords(ordersAccount(), "order", records);
    expect(outcomes).toEqual({ created: 3 });
    const ids = new Map(after.map(({ external_id, id }) => [external_id, id]));
    const replaced = after.map((each) => [each.external_id, each.custom_object_fields["replaces"]]);
    expect(Object.fromEntries(replaced)).toEqual({ "o-1": null, "o-2": ids.get("o-1"), "o-3": ids.get("o-2") });
  },
);

test("a record that names no user is rejected, although a later record of the same order names one", async () => {
  const records = [
    { external_id: "o-1", name: "Order", [field("status")]: "Paid in full", [field("customer")]: "crm-missing" },
    { external_id: "o-1", name: "Order", [field("customer")]: "crm-1" },
  ];
  const { after, outcomes } = await syncRecords(ordersAccount(), "order", records);
  expect(outcomes).toEqual({ not_found: 1, created: 1 });
  expect(after[0]?.custom_object_fields).toMatchObject({ status: null, customer: expect.any(String) });
});

test("records that name each other in a circle are rejected", async () => {
  const records = [
    { external_id: "o-1", name: "First", [field("replaces")]: "o-2" },
    { external_id: "o-2", name: "Second", [field("replaces")]: "o-1" },
    { external_id: "o-3", name: "Third", [field("replaces")]: "o-1" },
  ];
  const { outcomes } = await syncRecords(ordersAccount(), "order", records);
  expect(outcomes).toEqual({ not_found: 3 });
});

test("a record that becomes larger than 32 kB is rejected", async () => {
  const held = { external_id: "o-1", name: "Order", custom_object_fields: { notes: "x".repeat(30_000) } };
  const records = [{ external_id: "o-1", [field("code")]: "AB", name: "y".repeat(255) }];
  const simulator = withRecords(ordersAccount(), "order", held);
  simulator.account.customObjects.byKey("order")?.fields.replace([
    { key: "notes", type: "textarea" },
    { key: "code", type: "textarea" },
  ]);
  const { outcomes } = await syncRecords(simulator, "order", [{ ...records[0], [field("code")]: "x".repeat(3000) }]);
  expect(outcomes).toEqual({ too_large: 1 });
});

test.each<[setting: string, settings: Readonly<Record<string, unknown>>]>([
  ["skip_unchanged", { skip_unchanged: true }],
  ["dry_run", { dry_run: true }],
])("with %s, what a lookup field names by a key is compared with what Zendesk holds", async (_setting, settings) => {
  const simulator = ordersAccount();
  seedUsers(simulator, [{ name: "Ben", external_id: "crm-2" }], VIRTUAL_START);
  const written: readonly RecordData[] = [
    { external_id: "o-1", name: "Order", [field("customer")]: "external_id:crm-1" },
    { external_id: "o-2", name: "Order", [field("customer")]: "crm-1", [field("replaces")]: "o-1" },
    { external_id: "o-3", name: "Order", [field("customer")]: "crm-1" },
  ];
  const { endedAt } = await syncRecords(simulator, "order", written);
  const changed = written.with(2, { ...written[2], [field("customer")]: "crm-2" });
  const { outcomes } = await syncRecords(simulator, "order", changed, { settings, startAt: endedAt });
  expect(outcomes).toEqual({ unchanged: 2, updated: 1 });
});

test("1,000 orders that name their users by external id take at most 25 requests", async () => {
  const simulator = ordersAccount();
  const users = Array.from({ length: 200 }, (_, index) => ({ name: "Customer", external_id: `customer-${index}` }));
  seedUsers(simulator, users, VIRTUAL_START);
  const records = Array.from({ length: 2000 }, (_, index) => ({
    external_id: `o-${index}`,
    name: `Order ${index}`,
    [field("customer")]: `customer-${index % 200}`,
  }));
  const { outcomes, endedAt } = await syncRecords(simulator, "order", records);
  expect(outcomes).toEqual({ created: 2000 });
  const requests = Object.entries(requestsTo(simulator, endedAt)).filter(([path]) => path.includes("/api/"));
  expect(requests.reduce((sum, [, count]) => sum + count, 0)).toBeLessThanOrEqual(50);
});
