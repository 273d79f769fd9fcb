import { unthrottled } from "zendesk-simulator";
import { expect, test } from "vitest";
import { globalState, legacyState, record, streamState } from "./airbyte-messages.ts";
import { seedUsers, simulatedAccount, write } from "./simulated-account.ts";

const CUSTOMERS = { name: "customers", namespace: "shop" };
const CONTACTS = { name: "contacts" };
const STREAMS = [CUSTOMERS, CONTACTS].map((stream) => ({ ...stream, columns: ["external_id", "name", "email"] }));

/** 150 records of each stream, taken in turns; of the contacts every tenth has no key. */
const RECORDS = Array.from({ length: 150 }, (_, index) => [
  record({ external_id: `customer-${index}`, name: "Customer" }, CUSTOMERS),
  record({ external_id: index % 10 === 0 ? null : `contact-${index}`, name: "Contact" }, CONTACTS),
]).flat();

test("states of two streams come back in the order of each, with its own counts", async () => {
  const account = await simulatedAccount(unthrottled);
  const half = RECORDS.length / 2;
  const { code, output } = await write(
    account,
    [
      ...RECORDS.slice(0, half),
      streamState(1, CUSTOMERS),
      streamState(1, CONTACTS),
      ...RECORDS.slice(half),
      streamState(2, CONTACTS),
      streamState(2, CUSTOMERS),
    ],
    { streams: STREAMS },
  );
  const statesOf = (name: string) =>
    output.states
      .filter(({ stream }) => stream?.stream_descriptor.name === name)
      .map(({ stream, destinationStats: { recordCount, rejectedRecordCount } }) => [
        stream?.stream_state?.cursor,
        recordCount,
        rejectedRecordCount,
      ]);
  expect(code).toBe(0);
  expect(output.states).toHaveLength(4);
  expect(statesOf("customers")).toEqual([
    [1, 75, 0],
    [2, 75, 0],
  ]);
  expect(statesOf("contacts")).toEqual([
    [1, 67, 8],
    [2, 68, 7],
  ]);
});

test.each([
  ["global", (cursor: number) => globalState(cursor, CUSTOMERS, CONTACTS)],
  ["legacy", legacyState],
])("a %s state counts all streams and keeps its place", async (_type, state) => {
  const account = await simulatedAccount(unthrottled);
  seedUsers(account.simulator, [{ name: "Known", external_id: "customer-0" }]);
  const { code, output } = await write(
    account,
    [state(0), ...RECORDS.slice(0, 100), state(1), ...RECORDS.slice(100), state(2)],
    { streams: STREAMS },
  );
  expect(code).toBe(0);
  expect(output.stateLines.map((line) => line.replace(/,"destinationStats":.*?\}\}/, ""))).toEqual([
    state(0),
    state(1),
    state(2),
  ]);
  const counts = (created: number, updated: number, rejected: number) => ({
    recordCount: created + updated,
    rejectedRecordCount: rejected,
    additionalStats: { created, updated, deleted: 0, unchanged: 0, ignored: 0 },
  });
  expect(output.states.map(({ destinationStats }) => destinationStats)).toEqual([
    counts(0, 0, 0),
    counts(94, 1, 5),
    counts(190, 0, 10),
  ]);
});
