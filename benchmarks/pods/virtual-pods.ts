import { run } from "airbyte-cdk-typescript";
import { type EndedJob, type SimulatorOptions, ZendeskSimulator } from "zendesk-simulator";
import { ZendeskDestination } from "../../src/destination.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { DestinationOutput } from "airbyte-cdk-typescript/testing";
import { inProcessHost } from "../../testing/connector/in-process-host.ts";
import { USERS, catalog, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { type VirtualTime, onVirtualTime, virtualNetwork } from "../virtual-time.ts";
import type { Pod, PodsRun } from "./pods-run.ts";

/** Connectors that start within this time, as those of one schedule do. */
const STARTS_WITHIN_MS = 10_000;

export interface Pods {
  readonly pods: number;
  readonly recordsEach: number;
  readonly account: Partial<SimulatorOptions>;
  readonly seed: number;
}

/** Many connectors write to one account on virtual time, and know nothing of each other. Throws unless each writes everything. */
export async function runPods({ account, pods, recordsEach, seed }: Pods): Promise<PodsRun> {
  const jobs: EndedJob[] = [];
  const simulator = new ZendeskSimulator({ ...account, seed, onJobApplied: (job) => jobs.push(job) });
  const ran = await onVirtualTime(seed, (time) =>
    Promise.all(Array.from({ length: pods }, (_, number) => runPod(simulator, time, { number, recordsEach }))),
  );
  return { pods: ran, jobs };
}

async function runPod(
  simulator: ZendeskSimulator,
  time: VirtualTime,
  { number, recordsEach }: Pick<Pods, "recordsEach"> & { readonly number: number },
): Promise<Pod> {
  const { clock, random } = time;
  const delay = random.next() * STARTS_WITHIN_MS;
  await new Promise<void>((resolve) => {
    clock.after(delay, resolve);
  });
  const startedAt = clock.now;
  const answers = { requestTimes: [] as number[], requestRefusals: 0, jobRefusals: 0 };
  const transport = virtualNetwork(simulator, time, (path, { body, status }) => {
    // Tokens do not count against the limit.
    if (!path.startsWith("/api/")) return;
    answers.requestTimes.push(clock.now);
    if (status === 429) answers[body.includes("TooManyJobs") ? "jobRefusals" : "requestRefusals"] += 1;
  });
  const output = new DestinationOutput();
  const env = { ZENDESK_BASE_URL: "http://127.0.0.1:1" };
  const host = inProcessHost({
    command: "write",
    files: { config: configFor(simulator.account.credentials.credentials), catalog: catalog(USERS) },
    env,
    input: users(number, recordsEach),
    output,
  });
  const code = await run(new ZendeskDestination({ env, transport }), host);
  const { created } = output.counts;
  if (code !== 0 || created !== recordsEach) {
    throw new Error(`connector ${number}: code ${code}, ${created} of ${recordsEach} users created`);
  }
  return { ...answers, startedAt, endedAt: clock.now };
}

function* users(pod: number, records: number): Generator<string> {
  for (let index = 0; index < records; index++) {
    const key = `p${pod}-u${index}`;
    yield `${record({ external_id: key, name: `User ${key}`, email: `${key}@example.com` })}\n`;
  }
  yield `${streamState(1)}\n`;
}
