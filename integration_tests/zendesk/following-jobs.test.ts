import { type AcceptedJob, type EndedJob, type SimulatorOptions, ZendeskSimulator } from "zendesk-simulator";
import { expect, test } from "vitest";
import { requestLog } from "../../testing/account/request-log.ts";
import { syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";

const ROWS = 100;
/** The longest way of a request and its answer, both of which take from 1 to 120 ms. */
const ROUND_TRIP_MS = 240;

/** What a sync of new users asked for, and when. */
async function sync(jobs: number, account: Partial<SimulatorOptions>, settings: Readonly<Record<string, unknown>>) {
  const accepted: AcceptedJob[] = [];
  const ended: EndedJob[] = [];
  const log = requestLog();
  const simulator = new ZendeskSimulator({
    workers: 30,
    rowJitter: 0,
    ...account,
    faults: [log.fault],
    onJobAccepted: (job) => accepted.push(job),
    onJobApplied: (job) => ended.push(job),
  });
  const users = Array.from({ length: jobs * ROWS }, (_, index) => record({ external_id: `u${index}`, name: "User" }));
  const { output } = await syncOnVirtualTime({ simulator, settings, input: [...users, streamState(1)] });
  expect(output.counts).toMatchObject({ created: jobs * ROWS, rejected: 0 });
  const polls = log.of("GET job_statuses/show_many").length;
  return { acceptedAt: accepted.map((job) => job.acceptedAt), endedAt: ended.map((job) => job.appliedAt), polls };
}

const NO_QUEUE = { jobDelaySeconds: { min: 0, max: 0 } };
const PLENTY = { requestsPerMinute: 2500 };

test.each<[what: string, account: Partial<SimulatorOptions>]>([
  ["take the same time and show their progress", { ...NO_QUEUE, rowMilliseconds: 40 }],
  ["take the same time and show none", { jobDelaySeconds: { min: 4, max: 4 }, rowMilliseconds: 0 }],
  ["take different times and show their progress", { ...NO_QUEUE, rowMilliseconds: 40, rowJitter: 0.5 }],
])("where jobs %s, the next one is sent within 150 ms of the end of one", async (_what, account) => {
  const slots = 4;
  const { acceptedAt, endedAt } = await sync(40, { ...PLENTY, ...account }, { max_concurrent_jobs: slots });
  const gaps = endedAt
    .toSorted((a, b) => a - b)
    .slice(0, -slots)
    .map((at, index) => (acceptedAt[index + slots] ?? Infinity) - at);
  // The first jobs show how long jobs take.
  const later = gaps.slice(2 * slots).toSorted((a, b) => a - b);
  expect(later[Math.floor(later.length / 2)]).toBeLessThanOrEqual(ROUND_TRIP_MS + 150);
  // The next poll after one that came a moment too early is 5 % of a job later, and waits for ends of the next 5 %.
  expect(later.at(-1)).toBeLessThanOrEqual(2 * ROUND_TRIP_MS + 400);
});

test("all places for jobs are used before the first job ends", async () => {
  const account = { ...PLENTY, ...NO_QUEUE, rowMilliseconds: 600 };
  const { acceptedAt, endedAt } = await sync(50, account, { max_concurrent_jobs: 25 });
  expect(acceptedAt.filter((at) => at < Math.min(...endedAt))).toHaveLength(25);
});

test("jobs are sent at the pace of the records though their ends are seen late", async () => {
  const account = { ...PLENTY, ...NO_QUEUE, rowMilliseconds: 80 };
  const { acceptedAt, polls } = await sync(60, account, { max_concurrent_jobs: 10, max_records_per_second: 100 });
  const took = (acceptedAt.at(-1) ?? Infinity) - (acceptedAt[0] ?? Infinity);
  expect(Math.abs(took - 59_000)).toBeLessThan(ROUND_TRIP_MS + 1000);
  expect(polls).toBeLessThan(45);
});

test("polls leave requests to writes where requests are the bottleneck", async () => {
  const account = { requestsPerMinute: 100, ...NO_QUEUE, rowMilliseconds: 5 };
  const { polls } = await sync(60, account, { max_concurrent_jobs: 10 });
  expect(polls).toBeLessThan(15);
});
