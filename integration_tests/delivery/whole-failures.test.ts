import { type Fault, ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { describe, expect, test } from "vitest";
import { type RecordData, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { rejectedIn } from "../../testing/connector/rejected-records.ts";
import { usersOf } from "../../testing/account/simulated-account.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";

const PEOPLE: readonly RecordData[] = Array.from({ length: 250 }, (_, index) => ({
  external_id: `u${index}`,
  name: index % 97 === 50 ? "Poison" : "User",
}));
const ALL_POISONED = PEOPLE.filter(({ name }) => name === "Poison");
const POISONED = PEOPLE.flatMap(({ external_id, name }) => (name === "Poison" ? [external_id] : []));

/** A job with a poisoned row ends like this, and none of its rows is written. */
function jobsThatEnd(end: "failed" | "killed" | "aborted"): Fault {
  return {
    job: ({ rows }) => (rows.some((row) => row["name"] === "Poison") ? { end, applied: "none" } : undefined),
  };
}

/** A bulk request with a poisoned row is refused as a whole. */
const refusedRequests: Fault = {
  before: ({ body }) =>
    typeof body === "string" && body.includes("Poison")
      ? { status: 422, headers: {}, body: '{"error":"RecordInvalid"}' }
      : undefined,
};

async function sync(fault: Fault, records: readonly RecordData[] = PEOPLE) {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faults: [fault] });
  const folder = temporaryFolder();
  const end = await syncOnVirtualTime({
    simulator,
    settings: { object_storage_config: { storage_type: "Local", path: folder } },
    input: [...records.map((data) => record(data)), streamState(1)],
  });
  return { ...end, users: usersOf(simulator, end.endedAt), rejects: rejectedIn(folder) };
}

describe.each([
  ["jobs fail as a whole", jobsThatEnd("failed")],
  ["jobs are killed", jobsThatEnd("killed")],
  ["jobs are aborted", jobsThatEnd("aborted")],
  ["requests are refused as a whole", refusedRequests],
])("when %s for one of their records", (_what, fault) => {
  test("only that record is rejected, and the others are written", async () => {
    const { code, output, rejects, users } = await sync(fault);
    expect(code).toBe(0);
    expect(output.counts).toMatchObject({ written: 250 - POISONED.length, rejected: POISONED.length });
    expect(rejects.map(({ rejected_reason, record: { external_id } }) => [rejected_reason, external_id])).toEqual(
      expect.arrayContaining(POISONED.map((id) => ["zendesk_error", id])),
    );
    expect(users.map(({ external_id }) => String(external_id)).toSorted()).toEqual(
      PEOPLE.flatMap(({ external_id, name }) => (name === "User" ? [String(external_id)] : [])).toSorted(),
    );
  });
});

describe.each([
  ["jobs fail as a whole", jobsThatEnd("failed")],
  ["jobs are killed", jobsThatEnd("killed")],
  ["jobs are aborted", jobsThatEnd("aborted")],
])("when %s for every record", (_what, fault) => {
  test("the sync ends with a transient error, without a state and without a rejected record", async () => {
    const { code, output, rejects, users } = await sync(fault, ALL_POISONED);
    expect({ code, states: output.states, rejects, users }).toEqual({ code: 1, states: [], rejects: [], users: [] });
    expect(output.errors).toEqual([
      expect.objectContaining({
        failure_type: "transient_error",
        message: expect.stringMatching(/no record was written/),
      }),
    ]);
  });
});

test("a request that is refused because of its only record rejects that record, although nothing else is written", async () => {
  const { code, output, rejects, users } = await sync(refusedRequests, ALL_POISONED);
  expect({ code, users }).toEqual({ code: 0, users: [] });
  expect(output.counts).toMatchObject({ written: 0, rejected: POISONED.length });
  expect(rejects.map(({ rejected_reason }) => rejected_reason)).toEqual(POISONED.map(() => "zendesk_error"));
});
