import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { globalState, legacyState, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { seedUsers, simulatedAccount, write } from "../../testing/account/simulated-account.ts";

const CUSTOMERS = { name: "customers", namespace: "shop" };
const CONTACTS = { name: "contacts" };
const STREAMS = [CUSTOMERS, CONTACTS].map((stream) => ({ ...stream, columns: ["external_id", "name", "email"] }));
const SETTINGS = { streams: STREAMS.map(({ name }) => ({ name, object: "users" })) };

/** 150 records of each stream, alternating. Every tenth contact has no key. */
const RECORDS = Array.from({ length: 150 }, (_, index) => [
  record({ external_id: `customer-${index}`, name: "Customer" }, CUSTOMERS),
  record({ external_id: index % 10 === 0 ? null : `contact-${index}`, name: "Contact" }, CONTACTS),
]).flat();

test("states of two streams are returned in the order of each stream, with its own counts", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
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
    { streams: STREAMS, settings: SETTINGS },
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
  const account = await simulatedAccount(UNTHROTTLED);
  seedUsers(account.simulator, [{ name: "Known", external_id: "customer-0" }]);
  const { code, output } = await write(
    account,
    [state(0), ...RECORDS.slice(0, 100), state(1), ...RECORDS.slice(100), state(2)],
    { streams: STREAMS, settings: SETTINGS },
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

const UNLISTED = { name: "Users", namespace: "public" };

test("a state of a stream that is not in the catalog is returned when all records before it are written", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const { code, output } = await write(account, [record({ external_id: "1", name: "User" }), streamState(1, UNLISTED)]);
  expect({ code, counts: output.counts }).toMatchObject({ code: 0, counts: { written: 1 } });
  expect(output.states.map(({ stream }) => stream?.stream_descriptor)).toEqual([UNLISTED]);
});

test("a state of a stream that is not in the catalog is held if the records before it are refused", async () => {
  const fault = { name: "token-revoked", path: "create_or_update_many" } as const;
  const account = await simulatedAccount({ ...UNTHROTTLED, faultSettings: [fault] });
  const { code, output } = await write(account, [record({ external_id: "1", name: "User" }), streamState(1, UNLISTED)]);
  expect({ code, states: output.states }).toEqual({ code: 1, states: [] });
});

test("an empty namespace counts as none, and a state that has one is returned as received", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const users = { name: "users", namespace: "" };
  const { code, output } = await write(account, [
    record({ external_id: "1", name: "User" }, users),
    streamState(1, users),
  ]);
  expect({ code, counts: output.counts }).toMatchObject({ code: 0, counts: { written: 1 } });
  expect(output.stateLines[0]).toContain('"stream_descriptor":{"name":"users","namespace":""}');
});
