import { expect, test } from "vitest";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { requestsTo } from "../../../testing/account/simulated-account.ts";
import { ordersAccount, syncRecords, withRecords } from "./orders-account.ts";

const field = (key: string): string => `custom_object_fields.${key}`;
const order = (key: string, values: RecordData = {}): RecordData => ({ external_id: key, name: "Order", ...values });

const RECORD_ID = "01J9ZQ4C2VXK3M7T5N8P6R4S2W";

/** What the same records do in a dry run and in a sync, each in an account with the order "held". */
async function outcomesOf(object: string, records: readonly RecordData[]) {
  const account = () => withRecords(ordersAccount(), "order", { external_id: "held", name: "Order" });
  const dry = await syncRecords(account(), object, records, { settings: { dry_run: true } });
  const real = await syncRecords(account(), object, records);
  return { dry: dry.outcomes, real: real.outcomes };
}

test.each<[what: string, object: string, records: readonly RecordData[], outcomes: Readonly<Record<string, number>>]>([
  ["a parent that exists", "item", [{ external_id: "i", name: "I", [field("order")]: "held" }], { created: 1 }],
  ["a missing parent", "item", [{ external_id: "i", name: "I", [field("order")]: "gone" }], { not_found: 1 }],
  ["a missing parent's id", "item", [{ external_id: "i", name: "I", [field("order")]: RECORD_ID }], { not_found: 1 }],
  ["a missing user", "order", [order("new", { [field("customer")]: "gone" })], { not_found: 1 }],
  ["a user's id", "order", [order("new", { [field("customer")]: "123" })], { created: 1 }],
  ["a missing user, to update", "order", [order("held", { [field("customer")]: "gone" })], { not_found: 1 }],
  ["a record before it", "order", [order("a"), order("b", { [field("replaces")]: "a" })], { created: 2 }],
  ["a record after it", "order", [order("b", { [field("replaces")]: "a" }), order("a")], { created: 2 }],
  ["itself", "order", [order("a", { [field("replaces")]: "a" })], { not_found: 1 }],
  [
    "a record that is rejected",
    "order",
    [order("a", { [field("customer")]: "gone" }), order("b", { [field("replaces")]: "a" })],
    { not_found: 2 },
  ],
])("a dry run predicts what a sync does with a record that refers to %s", async (_what, object, records, outcomes) => {
  expect(await outcomesOf(object, records)).toEqual({ dry: outcomes, real: outcomes });
});

test("a dry run looks up the 101 keys that 1,000 records refer to in two requests", async () => {
  const simulator = ordersAccount();
  const records = Array.from({ length: 1000 }, (_, index) =>
    order(`o-${index}`, { [field("customer")]: index % 2 === 0 ? "crm-1" : `gone-${index % 200}` }),
  );
  const { outcomes, endedAt } = await syncRecords(simulator, "order", records, { settings: { dry_run: true } });
  expect(outcomes).toEqual({ created: 500, not_found: 500 });
  const lookUps = requestsTo(simulator, endedAt)["GET /api/v2/users/show_many"];
  expect(lookUps).toBe(2);
});
