import { expect, test } from "vitest";
import { UNTHROTTLED, ZendeskSimulator } from "zendesk-simulator";
import { seedRecords, seedUsers } from "../../../testing/account/simulated-account.ts";
import { summaryOf } from "../../../testing/connector/sync-summary-line.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../../testing/connector/virtual-time.ts";
import {
  type ConfiguredStream,
  type RecordData,
  record,
  streamState,
} from "../../../testing/input/airbyte-messages.ts";

const ORDERS: ConfiguredStream = { name: "custom_objects/order" };
const LONG_AGO = VIRTUAL_START - 3_600_000;

/** A user, an organization and a plan with the external id "x", and an order that may refer to each of them. */
function account(): ZendeskSimulator {
  const simulator = new ZendeskSimulator(UNTHROTTLED);
  const { customObjects, organizations } = simulator.account;
  customObjects.define({ key: "plan", name: { isUnique: true }, fields: [] });
  customObjects.define({
    key: "order",
    fields: [
      { key: "plan", type: "lookup", target: "zen:custom_object:plan" },
      { key: "user", type: "lookup", target: "zen:user" },
      { key: "organization", type: "lookup", target: "zen:organization" },
    ],
  });
  organizations.create("Acme", "x", LONG_AGO);
  seedUsers(simulator, [{ name: "User", external_id: "x", email: "x@example.com" }], LONG_AGO);
  seedRecords(simulator, "plan", [{ external_id: "x", name: "Gold" }], LONG_AGO);
  seedRecords(simulator, "order", [{ external_id: "order", name: "Order" }], LONG_AGO);
  return simulator;
}

/** A record that refers to the thing, its deletion, and the first record again: each once the one before has its outcome. */
async function* inputOf(deletions: ConfiguredStream, order: RecordData, deletion: RecordData): AsyncGenerator<string> {
  const parts = [
    [ORDERS, order],
    [deletions, deletion],
    [ORDERS, order],
  ] as const;
  for (const [stream, data] of parts) {
    yield record(data, stream);
    yield streamState(1, stream);
    await new Promise((resolve) => {
      setTimeout(resolve, 120_000);
    });
  }
}

const DELETIONS: readonly (readonly [field: string, object: string, deletion: RecordData])[] = [
  ["plan", "custom_objects/plan", { name: "Gold" }],
  ["plan", "custom_objects/plan", { external_id: "x" }],
  ["user", "users", { email: "x@example.com" }],
  ["organization", "organizations", { name: "Acme" }],
];

test.each(
  [{}, { skip_unchanged: true }, { dry_run: true }].flatMap((settings) =>
    DELETIONS.map(([field, object, deletion]) => ({ settings, field, object, deletion })),
  ),
)(
  "a record that refers by external id to what $deletion has deleted in $object is not_found ($settings)",
  async ({ deletion, field, object, settings }) => {
    const [primaryKey = ""] = Object.keys(deletion);
    const deletions: ConfiguredStream = { name: "deletions", object, mode: "soft_delete", primaryKey };
    const order = { external_id: "order", [`custom_object_fields.${field}`]: "external_id:x" };
    const { output } = await syncOnVirtualTime({
      simulator: account(),
      streams: [ORDERS, deletions],
      settings,
      input: inputOf(deletions, order, deletion),
    });
    expect(summaryOf(output, ORDERS.name)).toEqual({ read: 2, updated: 1, rejected: 1, not_found: 1 });
    expect(summaryOf(output, deletions.name)).toEqual({ read: 1, deleted: 1 });
  },
);
