import { type AcceptedJob, type EndedJob, type SimulatorOptions, ZendeskSimulator } from "zendesk-simulator";
import { expect, test } from "vitest";
import { requestLog } from "../../testing/account/request-log.ts";
import { syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";

const ROWS = 100;
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

test("all places for jobs are used before the first job ends", async () => {
  const account = { ...PLENTY, ...NO_QUEUE, rowMilliseconds: 600 };
  const { acceptedAt, endedAt } = await sync(50, account, { max_concurrent_jobs: 25 });
  expect(acceptedAt.filter((at) => at < Math.min(...endedAt))).toHaveLength(25);
});
