import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { type RecordData, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { rejectedIn } from "../../testing/connector/rejected-records.ts";
import { requestsTo, seedUsers, simulatedAccount, usersOf, write } from "../../testing/account/simulated-account.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";

const RECORDS = 10_000;
const STATE_EVERY = 700;

/** Every twentieth record is invalid in one of these ways. */
const BAD: readonly { readonly reason: string; readonly data: (index: number) => RecordData }[] = [
  { reason: "missing_key", data: (index) => ({ name: `Nobody ${index}`, external_id: null, email: "  " }) },
  {
    reason: "zendesk_error",
    // The connector accepts this address and leaves the rest to Zendesk.
    data: (index) => ({ external_id: `r${index}`, name: "Malformed", email: `r${index}@-example.com` }),
  },
  {
    reason: "duplicate_value",
    data: (index) => ({ external_id: `known-${index}`, name: "Thief", email: `owned-${index}@example.com` }),
  },
  { reason: "missing_required_field", data: (index) => ({ external_id: `r${index}`, email: `r${index}@example.com` }) },
  { reason: "invalid_value", data: (index) => ({ external_id: { number: index }, name: "Nested key" }) },
];

const isBad = (index: number): boolean => index % 20 === 7;
const badKind = (index: number) => BAD[Math.floor(index / 20) % BAD.length];

function data(index: number): RecordData {
  if (isBad(index)) return { ...badKind(index)?.data(index), notes: `record ${index}` };
  return { external_id: `r${index}`, name: `User ${index}`, email: `r${index}@example.com`, notes: `record ${index}` };
}

test("each of 10,000 users, 5 % of them invalid, is created, updated, or rejected with its reason", async () => {
  const indexes = Array.from({ length: RECORDS }, (_, index) => index);
  const bad = indexes.filter(isBad);
  const good = indexes.filter((index) => !isBad(index));
  const known = good.slice(0, 1000);
  const account = await simulatedAccount(UNTHROTTLED);
  seedUsers(account.simulator, [
    ...bad.flatMap((index) => [
      { name: "Known", external_id: `known-${index}` },
      { name: "Owner", email: `owned-${index}@example.com` },
    ]),
    ...known.map((index) => ({ name: "Old name", external_id: `R${index}` })),
  ]);
  const folder = temporaryFolder();
  const input = indexes.flatMap((index) => {
    const isCheckpoint = (index + 1) % STATE_EVERY === 0 || index === RECORDS - 1;
    return [record(data(index)), ...(isCheckpoint ? [streamState(index + 1)] : [])];
  });
  const { code, output } = await write(account, input, {
    settings: { object_storage_config: { storage_type: "Local", path: folder } },
  });

  expect(code).toBe(0);
  const { created, updated, rejected } = output.counts;
  expect({ created, updated, rejected }).toEqual({
    created: good.length - known.length,
    updated: known.length,
    rejected: bad.length,
  });
  expect(created + updated + rejected).toBe(RECORDS);

  // Each state counts the records since the state before it.
  const covered = output.states.map(({ stream }) => stream?.stream_state?.cursor ?? 0);
  const counted = output.states.map(({ destinationStats: stats }) => stats.recordCount + stats.rejectedRecordCount);
  expect(counted).toEqual(covered.map((cursor, index) => cursor - (covered[index - 1] ?? 0)));
  for (const { destinationStats: stats } of output.states) {
    const effects = Object.values(stats.additionalStats).reduce((sum, count) => sum + count, 0);
    expect(effects).toBe(stats.recordCount);
  }

  const kept = rejectedIn(folder).toSorted((a, b) => indexOf(a.record) - indexOf(b.record));
  expect(kept.map(({ record: content }) => content)).toEqual(bad.map(data));
  expect(kept.map(({ rejected_reason }) => rejected_reason)).toEqual(bad.map((index) => badKind(index)?.reason));
  expect(kept.filter(({ rejected_message }) => rejected_message.length < 20)).toEqual([]);

  const users = usersOf(account.simulator);
  const notes = new Set(users.map((user) => user["notes"]));
  expect(good.filter((index) => !notes.has(`record ${index}`))).toEqual([]);
  expect(bad.filter((index) => notes.has(`record ${index}`))).toEqual([]);

  const requests = Object.values(requestsTo(account.simulator)).reduce((sum, count) => sum + count, 0);
  expect(requests).toBeLessThanOrEqual((25 * RECORDS) / 1000);
});

function indexOf(content: RecordData): number {
  return Number(String(content["notes"]).replace("record ", ""));
}
