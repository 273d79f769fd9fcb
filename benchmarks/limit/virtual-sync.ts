import { run } from "airbyte-cdk-typescript";
import { type EndedJob, ZendeskSimulator } from "zendesk-simulator";
import { VirtualClock } from "../../simulation/world/virtual-clock.ts";
import { enterVirtualTime, waitUntilAllHasRun } from "../../simulation/world/virtual-globals.ts";
import { ZendeskDestination } from "../../src/destination.ts";
import { type HttpTransport, NetworkError } from "../../src/zendesk/http/http-transport.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { ConnectorOutput } from "../../testing/connector/connector-output.ts";
import { inProcessHost } from "../../testing/connector/in-process-host.ts";
import { USERS, catalog, streamState } from "../../testing/input/airbyte-messages.ts";
import { SeededRandom } from "../../testing/input/seeded-random.ts";
import type { MeasuredSync } from "./measured-sync.ts";
import { type LimitScenario, accountOf, settingsOf } from "./scenario.ts";
import { userLine } from "./user-line.ts";

/** Of a request and its answer. */
export const ROUND_TRIP_MS = 60;
const STARTED_AT = Date.UTC(2026, 10, 22);
const FOLLOW = "/api/v2/job_statuses/";

/** Writes new users on virtual time, in which waiting takes none. Throws if one of them is not written. */
export async function syncOnVirtualTime(scenario: LimitScenario, records: number, seed: number): Promise<MeasuredSync> {
  const clock = new VirtualClock(STARTED_AT);
  const random = new SeededRandom(seed);
  const jobs: EndedJob[] = [];
  const simulator = new ZendeskSimulator({ ...accountOf(scenario, seed), onJobApplied: (job) => jobs.push(job) });
  const counts = { requests: 0, polls: 0, refusals: 0 };
  const send = zendeskTransport(simulator, clock, random, (path, status) => {
    counts.requests += 1;
    if (path.startsWith(FOLLOW)) counts.polls += 1;
    if (status === 429) counts.refusals += 1;
  });
  const leave = enterVirtualTime(clock, () => random.next());
  try {
    const output = new ConnectorOutput();
    const env = { ZENDESK_BASE_URL: "http://127.0.0.1:1" };
    const settings = settingsOf(scenario);
    const host = inProcessHost({
      command: "write",
      files: { config: configFor(simulator.account.credentials.credentials, settings), catalog: catalog(USERS) },
      env,
      input: users(records),
      output,
    });
    const code = await untilDone(run(new ZendeskDestination({ env, transport: send }), host), clock);
    const { created } = output.counts;
    if (code !== 0 || created !== records) throw new Error(`code ${code}, ${created} of ${records} users created`);
  } finally {
    leave();
  }
  const inOrder = jobs.toSorted((a, b) => a.acceptedAt - b.acceptedAt);
  const tookMs = clock.now - (inOrder[0]?.acceptedAt ?? Infinity);
  return { ...counts, tookMs, jobsMs: inOrder.map(({ acceptedAt, appliedAt }) => appliedAt - acceptedAt) };
}

function* users(records: number): Generator<string> {
  for (let index = 0; index < records; index++) yield `${userLine(index)}\n`;
  yield `${streamState(1)}\n`;
}

async function untilDone<Result>(work: Promise<Result>, clock: VirtualClock): Promise<Result> {
  const progress = { isDone: false };
  const noteEnd = (): void => {
    progress.isDone = true;
  };
  work.then(noteEnd, noteEnd);
  for (;;) {
    await waitUntilAllHasRun();
    if (progress.isDone) return work;
    clock.step();
  }
}

/** Each way takes half of a round trip, a third more or less. */
function zendeskTransport(
  simulator: ZendeskSimulator,
  clock: VirtualClock,
  random: SeededRandom,
  onAnswer: (path: string, status: number) => void,
): HttpTransport {
  const travel = (): Promise<void> =>
    new Promise((resolve) => {
      clock.after((ROUND_TRIP_MS / 2) * (2 / 3 + random.next() * (2 / 3)), resolve);
    });
  return async ({ body, headers, method, url }) => {
    await travel();
    const { pathname, search } = new URL(url);
    const outcome = simulator.handle({ method, path: pathname + search, headers, body }, clock.now);
    if (typeof outcome === "string") throw new NetworkError("ECONNRESET");
    onAnswer(pathname, outcome.status);
    await travel();
    return { status: outcome.status, headers: outcome.headers, body: outcome.body };
  };
}
