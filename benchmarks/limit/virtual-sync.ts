import { run } from "airbyte-cdk-typescript";
import { type EndedJob, ZendeskSimulator } from "zendesk-simulator";
import { ZendeskDestination } from "../../src/destination.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { DestinationOutput } from "airbyte-cdk-typescript/testing";
import { inProcessHost } from "../../testing/connector/in-process-host.ts";
import { USERS, catalog, streamState } from "../../testing/input/airbyte-messages.ts";
import { onVirtualTime, virtualNetwork } from "../virtual-time.ts";
import type { MeasuredSync } from "./measured-sync.ts";
import { type LimitScenario, accountOf, settingsOf } from "./scenario.ts";
import { userLine } from "./user-line.ts";

const FOLLOW = "/api/v2/job_statuses/";

/** Writes new users on virtual time. Throws if one of them is not written. */
export async function syncOnVirtualTime(scenario: LimitScenario, records: number, seed: number): Promise<MeasuredSync> {
  const jobs: EndedJob[] = [];
  const simulator = new ZendeskSimulator({ ...accountOf(scenario, seed), onJobApplied: (job) => jobs.push(job) });
  const { credentials } = simulator.account.credentials;
  const counts = { requests: 0, polls: 0, refusals: 0 };
  const endedAt = await onVirtualTime(seed, async (time) => {
    const transport = virtualNetwork(simulator, time, (path, { status }) => {
      counts.requests += 1;
      if (path.startsWith(FOLLOW)) counts.polls += 1;
      if (status === 429) counts.refusals += 1;
    });
    const output = new DestinationOutput();
    const env = { ZENDESK_BASE_URL: "http://127.0.0.1:1" };
    const host = inProcessHost({
      command: "write",
      files: { config: configFor(credentials, settingsOf(scenario)), catalog: catalog(USERS) },
      env,
      input: users(records),
      output,
    });
    const code = await run(new ZendeskDestination({ env, transport }), host);
    const { created } = output.counts;
    if (code !== 0 || created !== records) throw new Error(`code ${code}, ${created} of ${records} users created`);
    return time.clock.now;
  });
  const inOrder = jobs.toSorted((a, b) => a.acceptedAt - b.acceptedAt);
  const tookMs = endedAt - (inOrder[0]?.acceptedAt ?? Infinity);
  return { ...counts, tookMs, jobsMs: inOrder.map(({ acceptedAt, appliedAt }) => appliedAt - acceptedAt) };
}

function* users(records: number): Generator<string> {
  for (let index = 0; index < records; index++) yield `${userLine(index)}\n`;
  yield `${streamState(1)}\n`;
}
