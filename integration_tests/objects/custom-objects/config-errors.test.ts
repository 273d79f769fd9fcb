import { expect, test } from "vitest";
import { type ConfiguredStream, type RecordData, record } from "../../../testing/input/airbyte-messages.ts";
import { recordsOf } from "../../../testing/account/simulated-account.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../../testing/connector/virtual-time.ts";
import { ordersAccount, syncRecords, withRecords } from "./orders-account.ts";

interface Wrong {
  readonly stream: ConfiguredStream;
  readonly settings?: RecordData;
  readonly message: RegExp;
}

const to = (object: string, entry: RecordData = {}) => ({ streams: [{ name: "rows", object, ...entry }] });

test.each<[what: string, wrong: Wrong]>([
  [
    "the account has no such object",
    { stream: { name: "rows" }, settings: to("custom_objects/ordr"), message: /"ordr".*"custom_objects\/order"/ },
  ],
  [
    "the object has no key",
    { stream: { name: "rows" }, settings: to("custom_objects/"), message: /"custom_objects\/", which this connector/ },
  ],
  [
    "names are not unique, and are the matching key",
    {
      stream: { name: "rows" },
      settings: to("custom_objects/order", { matching_key: "name" }),
      message: /matched by name.*external_id.*id.*names are not unique/,
    },
  ],
  [
    "names are not unique, and are the primary key",
    { stream: { name: "rows", object: "custom_objects/order", primaryKey: "name" }, message: /names are not unique/ },
  ],
  [
    "the object does not have a field",
    {
      stream: { name: "custom_objects/order", columns: ["external_id", "name", "custom_object_fields.colour"] },
      message: /"custom_object_fields.colour", which is not an active custom field of custom_objects\/order/,
    },
  ],
  [
    "the object does not have two fields",
    {
      stream: {
        name: "custom_objects/order",
        columns: ["external_id", "name", "custom_object_fields.colour", "custom_object_fields.size"],
      },
      message: /which are not active custom fields of custom_objects\/order.*activate them.*their keys/,
    },
  ],
  [
    "no column fills a field that new records need",
    {
      stream: { name: "rows", mode: "append", object: "custom_objects/item", columns: ["external_id", "name"] },
      message: /custom_object_fields.order, which is required for new/,
    },
  ],
  [
    "its deletions would delete children",
    {
      stream: { name: "rows", mode: "soft_delete", object: "custom_objects/order" },
      message: /"rows" deletes custom_objects\/order.*custom_objects\/item.*"delete_children"/,
    },
  ],
  [
    "deleted records would delete children",
    {
      stream: { name: "custom_objects/order" },
      settings: { deleted_records: "soft_delete" },
      message: /may delete \(setting deleted_records\).*custom_objects\/item/,
    },
  ],
])("%s: a config error before anything is written", async (_what, { message, settings = {}, stream }) => {
  const simulator = ordersAccount();
  const input = [record({ external_id: "o-1", name: "Order" }, stream)];
  const { code, output } = await syncOnVirtualTime({ simulator, settings, streams: [stream], input });
  expect({ code, errors: output.errors }).toEqual({
    code: 1,
    errors: [
      expect.objectContaining({ failure_type: "config_error", message: expect.stringMatching(message) as unknown }),
    ],
  });
  expect(recordsOf(simulator, "order", VIRTUAL_START + 1e6)).toEqual([]);
});

test("with delete_children, a parent is deleted with its children", async () => {
  const simulator = withRecords(ordersAccount(), "order", { external_id: "o-1", name: "Order" });
  withRecords(simulator, "item", {
    external_id: "i-1",
    name: "Item",
    custom_object_fields: { order: "external_id:o-1" },
  });
  const stream: ConfiguredStream = { name: "gone", mode: "soft_delete", object: "custom_objects/order" };
  const settings = { delete_children: true };
  const { outcomes, after, endedAt } = await syncRecords(simulator, "order", [{ external_id: "o-1" }], {
    stream,
    settings,
  });
  expect({ outcomes, after }).toEqual({ outcomes: { deleted: 1 }, after: [] });
  expect(recordsOf(simulator, "item", endedAt)).toEqual([]);
});

test("children are deleted without delete_children, because they have none", async () => {
  const simulator = withRecords(ordersAccount(), "subscription", { external_id: "s-1", name: "Gold" });
  const stream: ConfiguredStream = { name: "gone", mode: "soft_delete", object: "custom_objects/subscription" };
  const { outcomes } = await syncRecords(simulator, "subscription", [{ external_id: "s-1" }], { stream });
  expect(outcomes).toEqual({ deleted: 1 });
});

test("the fields of an object that cannot be read may be those of children", async () => {
  const unreadable = {
    before: ({ path }: { readonly path: string }) =>
      path.includes("custom_objects/item/fields")
        ? { status: 403, headers: { "content-type": "application/json" }, body: '{"error":"Forbidden"}' }
        : undefined,
  };
  const stream: ConfiguredStream = { name: "gone", mode: "soft_delete", object: "custom_objects/subscription" };
  const { output } = await syncOnVirtualTime({
    simulator: ordersAccount({ faults: [unreadable] }),
    streams: [stream],
    input: [record({ external_id: "s-1" }, stream)],
  });
  expect(output.errors).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(/may not read the fields of custom_objects\/item/) as unknown,
    }),
  ]);
});

test("an object's name matches regardless of case, as a stream's name and in its entry", async () => {
  const simulator = ordersAccount();
  const streams = [{ name: "Custom_Objects/ORDER" }, { name: "rows" }];
  const input = streams.map((stream, index) => record({ external_id: "o-1", name: `Order ${index}` }, stream));
  const settings = to("custom_objects/Order");
  const { code, endedAt } = await syncOnVirtualTime({ simulator, settings, streams, input });
  expect(code).toBe(0);
  expect(recordsOf(simulator, "order", endedAt)).toHaveLength(1);
});
