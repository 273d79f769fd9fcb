import { spawnSimulator } from "zendesk-simulator";
import { configFor } from "../../testing/connector/connector-config.ts";
import { ConnectorProcess } from "../../testing/connector/connector-process.ts";
import { USERS, catalog, streamState } from "../../testing/input/airbyte-messages.ts";
import type { MeasuredSync } from "./measured-sync.ts";
import { type LimitScenario, accountOf, settingsOf } from "./scenario.ts";
import { userLine } from "./user-line.ts";

const PIECE = 500;

interface Inspected {
  readonly finished: readonly { readonly accepted_at_ms: number; readonly finished_at_ms: number }[];
  readonly requests: Readonly<Record<string, number>>;
}

/** The built connector and the simulator as processes, and the time that passes for people. */
export async function syncInRealTime(scenario: LimitScenario, records: number, seed: number): Promise<MeasuredSync> {
  const simulator = await spawnSimulator(flagsFor(scenario, seed));
  try {
    const connector = await ConnectorProcess.start("write", {
      config: configFor(simulator.credentials, settingsOf(scenario)),
      catalog: catalog(USERS),
      env: { ZENDESK_BASE_URL: simulator.baseUrl },
    });
    for (let from = 0; from < records; from += PIECE) {
      await connector.send(
        Array.from({ length: Math.min(PIECE, records - from) }, (_, index) => userLine(from + index)),
      );
    }
    await connector.send([streamState(1)]);
    connector.endInput();
    const { code, output } = await connector.ended;
    const endedAt = Date.now();
    const { created } = output.counts;
    if (code !== 0 || created !== records) throw new Error(`code ${code}, ${created} of ${records} users created`);
    return await measured(simulator.baseUrl, endedAt);
  } finally {
    await simulator.stop();
  }
}

async function measured(baseUrl: string, endedAt: number): Promise<MeasuredSync> {
  const { finished } = await inspect(baseUrl, "jobs");
  const { requests } = await inspect(baseUrl, "requests");
  const counts = Object.entries(requests).filter(([endpoint]) => endpoint.includes("/api/"));
  const sum = (part: typeof counts): number => part.reduce((total, [, count]) => total + count, 0);
  const inOrder = finished.toSorted((a, b) => a.accepted_at_ms - b.accepted_at_ms);
  const all = sum(counts);
  return {
    tookMs: endedAt - (inOrder[0]?.accepted_at_ms ?? Infinity),
    jobsMs: inOrder.map((job) => job.finished_at_ms - job.accepted_at_ms),
    requests: all,
    polls: sum(counts.filter(([endpoint]) => endpoint.includes("/job_statuses"))),
    refusals: sum(counts.filter(([endpoint]) => endpoint.startsWith("POST"))) - finished.length,
  };
}

async function inspect(baseUrl: string, what: "jobs" | "requests"): Promise<Inspected> {
  const answer = await fetch(`${baseUrl}/simulator/${what}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the simulator's own answer
  return (await answer.json()) as Inspected;
}

function flagsFor(scenario: LimitScenario, seed: number): readonly string[] {
  const { jobDelaySeconds, jobLimitReading, jobsKept, requestsPerMinute, rowJitter, rowMilliseconds, workers } =
    accountOf(scenario, seed);
  const flags = {
    seed,
    "requests-per-minute": requestsPerMinute,
    "job-limit-reading": jobLimitReading,
    workers,
    "jobs-kept": jobsKept,
    "job-delay-min": jobDelaySeconds?.min,
    "job-delay-max": jobDelaySeconds?.max,
    "row-ms": rowMilliseconds,
    "row-jitter": rowJitter,
  };
  return Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
}
