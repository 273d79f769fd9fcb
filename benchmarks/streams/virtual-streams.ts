import { run } from "airbyte-cdk-typescript";
import { type EndedJob, ZendeskSimulator } from "zendesk-simulator";
import { ZendeskDestination } from "../../src/destination.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { DestinationOutput } from "airbyte-cdk-typescript/testing";
import { inProcessHost } from "../../testing/connector/in-process-host.ts";
import { type StreamName, catalog, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { median } from "../median.ts";
import { onVirtualTime, virtualNetwork } from "../virtual-time.ts";

const STREAMS = 50;
const SMALLEST = 10;
const LARGEST = 5000;
/** The connector's default pace. */
const RECORDS_PER_SECOND = 100;
const JOB_SECONDS = 4;

/** When the last state of a stream was returned, counted from the first job. */
export interface StreamEnd {
  readonly size: number;
  readonly stateAtMs: number;
}

export interface StreamsRun {
  /** In the order of the sizes. */
  readonly ends: readonly StreamEnd[];
  /** How long a job took. */
  readonly jobsMs: number;
  readonly recordsPerSecond: number;
  readonly tookMs: number;
}

/** Each stream has the same factor more than the one before it. */
export function sizesOfStreams(): readonly number[] {
  const factor = (LARGEST / SMALLEST) ** (1 / (STREAMS - 1));
  return Array.from({ length: STREAMS }, (_, index) => Math.round(SMALLEST * factor ** index));
}

/** Writes the streams as users, each with one state at its end. Throws unless all is written. */
export async function runStreams(sizes: readonly number[], seed: number): Promise<StreamsRun> {
  const jobs: EndedJob[] = [];
  const simulator = new ZendeskSimulator({
    seed,
    workers: 100,
    jobDelaySeconds: { min: 0, max: 0 },
    rowMilliseconds: JOB_SECONDS * 10,
    rowJitter: 0.5,
    onJobApplied: (job) => jobs.push(job),
  });
  const streams = sizes.map((size, index): StreamName & { size: number } => ({ name: `stream_${index}`, size }));
  const stateAt = new Map<string, number>();
  const output = new DestinationOutput();
  const endedAt = await onVirtualTime(seed, async (time) => {
    const host = inProcessHost({
      command: "write",
      files: {
        config: configFor(simulator.account.credentials.credentials, {
          max_records_per_second: RECORDS_PER_SECOND,
          streams: streams.map(({ name }) => ({ name, object: "users" })),
        }),
        catalog: catalog(...streams.map(({ name }) => ({ name }))),
      },
      env: { ZENDESK_BASE_URL: "http://127.0.0.1:1" },
      input: inTurn(streams),
      output,
      onOutput: (bytes) => {
        for (const name of streamsOfStates(bytes.toString())) stateAt.set(name, time.clock.now);
      },
    });
    const transport = virtualNetwork(simulator, time, () => {});
    await run(new ZendeskDestination({ env: { ZENDESK_BASE_URL: "http://127.0.0.1:1" }, transport }), host);
    return time.clock.now;
  });
  const records = sizes.reduce((sum, size) => sum + size, 0);
  if (output.counts.created !== records) throw new Error(`${output.counts.created} of ${records} users were created`);
  const startedAt = Math.min(...jobs.map(({ acceptedAt }) => acceptedAt));
  return {
    ends: streams.map(({ name, size }) => ({ size, stateAtMs: (stateAt.get(name) ?? Infinity) - startedAt })),
    jobsMs: median(jobs.map(({ acceptedAt, appliedAt }) => appliedAt - acceptedAt)),
    recordsPerSecond: RECORDS_PER_SECOND,
    tookMs: endedAt - startedAt,
  };
}

/** The streams whose states are in these lines. */
function streamsOfStates(lines: string): readonly string[] {
  const states = new DestinationOutput();
  states.add(lines);
  return states.states.flatMap(({ stream }) => stream?.stream_descriptor.name ?? []);
}

/** As a source that reads all streams at once: one record of each stream in turn, and its state after its last record. */
function* inTurn(streams: readonly (StreamName & { readonly size: number })[]): Generator<string> {
  let left = streams;
  for (let index = 0; left.length > 0; index++) {
    for (const stream of left) {
      const key = `${stream.name}-${index}`;
      yield `${record({ external_id: key, name: `User ${key}`, email: `${key}@example.com` }, stream)}\n`;
      if (index === stream.size - 1) yield `${streamState(index, { name: stream.name })}\n`;
    }
    left = left.filter(({ size }) => size > index + 1);
  }
}
