import { expect, test } from "vitest";
import { ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { type RecordData, USERS, globalState, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { seedUsers } from "../../testing/account/simulated-account.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";

const INTERVAL_SECONDS = 30;
/** The time of one bulk job, from its request to the poll that finds it ended. */
const JOB_SECONDS = 8;
const OPEN_SECONDS = 600;

const people = (count: number, name = "Waiting"): readonly RecordData[] =>
  Array.from({ length: count }, (_, index) => ({ external_id: `u${index}`, name }));

/** For how many virtual seconds the last of these lines, a state, is held while the input stays open. */
async function heldSeconds(lines: readonly string[]): Promise<number> {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, jobDelaySeconds: { min: 1, max: 2 } });
  seedUsers(simulator, [{ name: "Known", external_id: "known" }], VIRTUAL_START);
  let sentAt = 0;
  let heldMs = Infinity;
  // Async, so that it is read on virtual time.
  async function* input(): AsyncGenerator<string> {
    yield* lines;
    sentAt = Date.now();
    await new Promise((resolve) => {
      setTimeout(resolve, OPEN_SECONDS * 1000);
    });
  }
  const { code } = await syncOnVirtualTime({
    simulator,
    input: input(),
    hangMs: 30_000,
    env: { FLUSH_INTERVAL_SECONDS: String(INTERVAL_SECONDS) },
    settings: { deleted_records: "soft_delete" },
    onOutput: (bytes) => {
      if (bytes.includes('"type":"STATE"')) heldMs = Math.min(heldMs, Date.now() - sentAt);
    },
  });
  expect(code).toBe(0);
  return heldMs / 1000;
}

const records = (list: readonly RecordData[]): readonly string[] => list.map((data) => record(data));

test.each<[what: string, lines: readonly string[], jobs: number]>([
  ["after part of a batch, of a stream", [...records(people(50)), streamState(1)], 1],
  ["after part of a batch, of all streams", [...records(people(50)), globalState(1, USERS)], 1],
  ["after one record", [...records(people(1)), streamState(1)], 1],
  [
    "after a person's second record, whose first is in flight",
    [...records([...people(100), { email: "b@example.com", external_id: "u7" }]), streamState(1)],
    2,
  ],
  [
    "after records of two kinds",
    [...records([...people(3), { external_id: "known", _ab_cdc_deleted_at: "2026-11-01" }]), streamState(1)],
    1,
  ],
  ["after a rejected record", [...records([...people(1), { name: "Keyless" }]), streamState(1)], 1],
])("a state %s is held no longer than the interval and its jobs take", async (_what, lines, jobs) => {
  expect(await heldSeconds(lines)).toBeLessThanOrEqual(INTERVAL_SECONDS + jobs * JOB_SECONDS);
});
