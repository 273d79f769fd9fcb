import { expect, test } from "vitest";
import {
  type ConfiguredStream,
  type RecordData,
  record,
  streamState,
} from "../../../testing/input/airbyte-messages.ts";
import { recordsOf } from "../../../testing/account/simulated-account.ts";
import { requestLog } from "../../../testing/account/request-log.ts";
import { summaryOf } from "../../../testing/connector/sync-summary-line.ts";
import { syncOnVirtualTime } from "../../../testing/connector/virtual-time.ts";
import { emptyAccount } from "./six-streams.ts";

const ORDERS: ConfiguredStream = { name: "custom_objects/order" };
const DEVICES: ConfiguredStream = { name: "custom_objects/device" };
const USERS: ConfiguredStream = { name: "users" };
const TICKETS: ConfiguredStream = { name: "tickets" };
const ALL = [TICKETS, ORDERS, DEVICES, USERS];

const field = (key: string): string => `custom_object_fields.${key}`;
const user = (key: string): RecordData => ({ external_id: key, name: "User" });
const order = (key: string, columns: RecordData): RecordData => ({ external_id: key, name: "Order", ...columns });
const ticket = (key: string, requester: string): RecordData => ({
  external_id: key,
  subject: "Ticket",
  "requester.external_id": requester,
});

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

interface Part {
  readonly afterMs?: number;
  readonly stream: ConfiguredStream;
  readonly records: readonly RecordData[];
}

/** Parts of the input, each so long after the one before. */
async function* inputOf(parts: readonly Part[]): AsyncGenerator<string> {
  for (const { afterMs = 0, records, stream } of parts) {
    if (afterMs > 0) await wait(afterMs);
    for (const data of records) yield record(data, stream);
    yield streamState(1, stream);
  }
}

const sync = (parts: readonly Part[], simulator = emptyAccount([])) =>
  syncOnVirtualTime({ simulator, streams: ALL, input: inputOf(parts) });

const hundred = <Item>(make: (number: number) => Item): readonly Item[] =>
  Array.from({ length: 100 }, (_, number) => make(number));

test.each<[stream: ConfiguredStream, records: readonly RecordData[]]>([
  [TICKETS, hundred((number) => ticket(`t-${number}`, "u-1"))],
  [
    TICKETS,
    hundred((number) => ({
      external_id: `t-${number}`,
      subject: "Ticket",
      email_ccs: ["admin@example.com", "u-1"],
    })),
  ],
  [ORDERS, hundred((number) => order(`o-${number}`, { [field("customer")]: "u-1" }))],
])("%j name things that do not exist yet, and are written once those come", async (stream, records) => {
  const { output } = await sync([
    { stream, records },
    { stream: USERS, records: [user("u-1")], afterMs: 10_000 },
  ]);
  expect(output.counts).toMatchObject({ created: 101, rejected: 0 });
});

test("what never comes is rejected at the next flush, and the state does not wait for the end of the input", async () => {
  const { output } = await sync([
    { stream: TICKETS, records: [ticket("t-1", "u-1"), ticket("t-2", "u-2")] },
    { stream: USERS, records: [user("u-2")] },
    { stream: DEVICES, records: [], afterMs: 3_600_000 },
  ]);
  expect(summaryOf(output, "tickets")).toMatchObject({ created: 1, not_found: 1 });
  expect(output.states.map(({ stream }) => stream?.stream_descriptor.name)).toEqual([
    "users",
    "tickets",
    "custom_objects/device",
  ]);
});

test("more records than can wait are rejected, not kept from what comes after them", async () => {
  const orders = Array.from({ length: 3000 }, (_, number) => order(`o-${number}`, { [field("customer")]: "u-1" }));
  const { output } = await sync([
    { stream: ORDERS, records: [order("o-good", {}), ...orders] },
    { stream: USERS, records: [user("u-1")] },
  ]);
  const { created = 0, not_found: missing = 0 } = summaryOf(output, "custom_objects/order");
  expect(created + missing).toBe(3001);
  expect(missing).toBeGreaterThan(0);
  expect(summaryOf(output, "users")).toMatchObject({ created: 1 });
});

test("a record whose target is rejected is rejected for it", async () => {
  const { output } = await sync([
    { stream: TICKETS, records: [ticket("t-1", "u-1"), ticket("t-2", "u-2")] },
    { stream: USERS, records: [{ external_id: "u-1", name: null }, user("u-2")] },
  ]);
  expect(summaryOf(output, "tickets")).toMatchObject({ created: 1, not_found: 1 });
  expect(summaryOf(output, "users")).toMatchObject({ created: 1, missing_required_field: 1 });
});

test("records that name each other across objects do not wait for each other forever", async () => {
  const simulator = emptyAccount([]);
  simulator.account.customObjects.define({
    key: "device",
    fields: [{ key: "order", type: "lookup", target: "zen:custom_object:order" }],
  });
  const { endedAt, output } = await sync(
    [
      {
        stream: ORDERS,
        records: [order("o-1", { [field("device")]: "d-1" }), order("o-2", { [field("device")]: "d-2" })],
      },
      {
        stream: DEVICES,
        records: [
          { external_id: "d-1", name: "D", [field("order")]: "o-1" },
          { external_id: "d-2", name: "D" },
        ],
      },
    ],
    simulator,
  );
  expect(summaryOf(output, "custom_objects/order")).toMatchObject({ created: 1, not_found: 1 });
  expect(summaryOf(output, "custom_objects/device")).toMatchObject({ created: 1, not_found: 1 });
  expect(recordsOf(simulator, "order", endedAt).map(({ external_id }) => external_id)).toEqual(["o-2"]);
});

test("records that name what exists do not wait for it, and are sent once", async () => {
  const { fault, of } = requestLog();
  const simulator = emptyAccount([fault]);
  await sync([{ stream: USERS, records: [user("u-1")] }], simulator);
  const records = hundred((number) => order(`o-${number}`, { [field("customer")]: "u-1" }));
  const { output } = await sync([{ stream: ORDERS, records }], simulator);
  expect(output.counts).toMatchObject({ created: 100, rejected: 0 });
  expect(of("POST custom_objects/order/jobs")).toHaveLength(1);
});
