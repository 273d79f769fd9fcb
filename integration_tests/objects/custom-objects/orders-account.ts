import { type SimulatorOptions, UNTHROTTLED, ZendeskSimulator } from "zendesk-simulator";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { recordsOf, seedRecords, seedUsers } from "../../../testing/account/simulated-account.ts";
import { type EffectOptions, syncEffectOn } from "../../../testing/connector/sync-effect.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";

const LONG_AGO = VIRTUAL_START - 3_600_000;

/**
 * An account with the user "crm-1", orders with every type of field, subscriptions with unique names, devices whose names
 * are autonumbered, and items, which are children of orders.
 */
export function ordersAccount(options: Partial<SimulatorOptions> = {}): ZendeskSimulator {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, ...options });
  const { customObjects } = simulator.account;
  customObjects.define({
    key: "order",
    fields: [
      { key: "status", type: "dropdown", options: [{ name: "Paid in full", value: "paid" }] },
      { key: "total", type: "currency", currency: "USD" },
      { key: "weight", type: "decimal" },
      { key: "items", type: "integer" },
      { key: "gift", type: "checkbox" },
      { key: "ordered_on", type: "date" },
      { key: "notes", type: "textarea" },
      { key: "code", type: "regexp", regexp: "\\A[A-Z]{2}\\z" },
      { key: "channels", type: "multiselect", options: [{ name: "Web", value: "web" }] },
      { key: "customer", type: "lookup", target: "zen:user" },
      { key: "replaces", type: "lookup", target: "zen:custom_object:order" },
    ],
  });
  customObjects.define({ key: "subscription", name: { isUnique: true }, fields: [{ key: "plan", type: "text" }] });
  customObjects.define({
    key: "device",
    name: { autonumbering: { prefix: "D-", padding: 3 } },
    fields: [{ key: "model", type: "text", isRequired: true }],
  });
  customObjects.define({
    key: "item",
    fields: [{ key: "order", type: "parent", target: "zen:custom_object:order" }],
  });
  seedUsers(simulator, [{ name: "Ana", external_id: "crm-1" }], LONG_AGO);
  return simulator;
}

export function withRecords(simulator: ZendeskSimulator, key: string, ...records: readonly RecordData[]) {
  seedRecords(simulator, key, records, LONG_AGO);
  return simulator;
}

/** A whole sync of records of the object, and what it did. */
export function syncRecords(
  simulator: ZendeskSimulator,
  key: string,
  records: readonly RecordData[],
  options: EffectOptions = {},
) {
  const stream = { name: `custom_objects/${key}` };
  return syncEffectOn((account, nowMs) => recordsOf(account, key, nowMs), simulator, records, { stream, ...options });
}
