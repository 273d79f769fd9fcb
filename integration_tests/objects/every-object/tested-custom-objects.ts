import { seededAccount } from "../../../testing/account/seeded-account.ts";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { type SimulatedRecord, recordsOf, seedRecords } from "../../../testing/account/simulated-account.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";
import type { Held, TestedObject } from "./tested-object.ts";

const KEY = "order";
const PREFIX = "custom_object_fields";
const LONG_AGO = VIRTUAL_START - 3_600_000;

const HELD = {
  name: "Order one",
  external_id: "o-1",
  custom_object_fields: { status: "open", total: 12.5, notes: "Old" },
};

export const testedCustomObjects: TestedObject = {
  name: `custom_objects/${KEY}`,
  keys: ["external_id", "name"],
  held: { external_id: "o-1", name: "Order one" },
  absent: { external_id: "O-1", name: "Order two", id: "01GCSJW391QVSC80GYDH7E93Q6" },
  values: [
    { name: "New name", [`${PREFIX}.status`]: "paid", [`${PREFIX}.total`]: 99 },
    { name: "New name", [`${PREFIX}.status`]: "sent", [`${PREFIX}.notes`]: "Newer" },
  ],
  account: (options) => {
    const simulator = seededAccount(options);
    simulator.account.customObjects.define({
      key: KEY,
      name: { isUnique: true },
      fields: [
        { key: "status", type: "text" },
        { key: "total", type: "currency" },
        { key: "notes", type: "textarea" },
      ],
    });
    seedRecords(simulator, KEY, [HELD], LONG_AGO);
    return simulator;
  },
  seed: (simulator, records, nowMs) => seedRecords(simulator, KEY, records.map(withNestedFields), nowMs),
  read: (simulator, nowMs) => recordsOf(simulator, KEY, nowMs).map(withFlatFields),
  accounts: { "": {} },
};

/**
 * As in records, with a column for each field. Ids of new records depend on the time of their creation, so they are
 * left out.
 */
function withFlatFields({ custom_object_fields, url: _url, ...shown }: SimulatedRecord): Held {
  const fields = Object.entries(custom_object_fields).map(([key, value]) => [`${PREFIX}.${key}`, value]);
  const isNew = Date.parse(String(shown["created_at"])) >= VIRTUAL_START;
  return { ...shown, ...Object.fromEntries(fields), ...(isNew && { id: "new" }) };
}

function withNestedFields(record: RecordData): RecordData {
  const isCustom = ([column]: readonly [string, unknown]): boolean => column.startsWith(`${PREFIX}.`);
  const columns = Object.entries(record);
  const fields = columns.filter(isCustom).map(([column, value]) => [column.slice(PREFIX.length + 1), value]);
  const own = Object.fromEntries(columns.filter((column) => !isCustom(column)));
  return { ...own, [PREFIX]: Object.fromEntries(fields) as unknown };
}
