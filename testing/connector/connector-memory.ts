import { type SpawnedSimulator, spawnSimulator } from "zendesk-simulator";
import { catalog, globalState, record, streamState } from "../input/airbyte-messages.ts";
import { configFor } from "./connector-config.ts";
import { isState } from "airbyte-cdk-typescript/testing";
import { ConnectorProcess } from "./connector-process.ts";
import { memoryOf, peakMegabytes } from "./process-memory.ts";
import { summaryOf } from "./sync-summary-line.ts";
import { NEW_USERS, type Workload } from "./workload.ts";

/** The connector may not use more, whatever the input. */
export const MEMORY_LIMIT_MB = 200;

const STEPS = 10;
const PIECE = 500;

export interface MemorySample {
  readonly records: number;
  readonly residentMb: number;
  readonly seconds: number;
}

export interface MemoryRun {
  readonly samples: readonly MemorySample[];
  /** The largest resident size of the run. */
  readonly peakMb: number;
  readonly written: number;
  /** Requests to the account's API. */
  readonly requests: number;
  readonly code: number | null;
}

/** A sync that writes its records, or a dry run, which returns no states. */
export type MemoryMode = "write" | "dry_run";

export interface MemoryOptions {
  readonly mode?: MemoryMode;
  readonly workload?: Workload;
  readonly onSample?: (sample: MemorySample) => void;
}

/** Sends this many records to an UNTHROTTLED simulator, each in its own process, and measures the connector's memory. */
export async function measureMemory(
  records: number,
  { mode = "write", onSample, workload = NEW_USERS }: MemoryOptions = {},
): Promise<MemoryRun> {
  const simulator = await spawnSimulator(["--unthrottled"]);
  const { prepare, streams } = workload;
  try {
    await prepare?.(simulator);
    const connector = await ConnectorProcess.start("write", {
      config: configFor(simulator.credentials, { dry_run: mode === "dry_run" }),
      catalog: catalog(...streams),
      env: { ZENDESK_BASE_URL: simulator.baseUrl, FLUSH_INTERVAL_SECONDS: "2" },
    });
    const startedAt = performance.now();
    const samples: MemorySample[] = [];
    for (let step = 1; step <= STEPS; step++) {
      const until = Math.round((records * step) / STEPS);
      await sendRecords(connector, workload, { from: Math.round((records * (step - 1)) / STEPS), to: until });
      await connector.send([stateAt(until, workload)]);
      if (mode === "write") await connector.seen(isState, step);
      const sample = {
        records: until,
        residentMb: memoryOf(connector.pid, "VmRSS") ?? Infinity,
        seconds: (performance.now() - startedAt) / 1000,
      };
      samples.push(sample);
      onSample?.(sample);
    }
    const peak = peakMegabytes(connector.pid, connector.ended);
    connector.endInput();
    const { code, output } = await connector.ended;
    const written = mode === "write" ? output.counts.written : summaryOf(output, streams[0].name)["created"];
    const requests = await requestsTo(simulator);
    return { samples, peakMb: await peak, written: written ?? 0, requests, code };
  } finally {
    await simulator.stop();
  }
}

/** Covers the records of all streams. */
function stateAt(cursor: number, { streams }: Workload): string {
  return streams.length === 1
    ? streamState(cursor, streams[0])
    : globalState(cursor, ...streams.map(({ name }) => ({ name })));
}

async function sendRecords(
  connector: ConnectorProcess,
  { recordAt, streams }: Workload,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  for (let start = from; start < to; start += PIECE) {
    const indexes = Array.from({ length: Math.min(PIECE, to - start) }, (_, offset) => start + offset);
    await connector.send(indexes.map((index) => record(recordAt(index), streams[index % streams.length])));
  }
}

async function requestsTo({ baseUrl }: SpawnedSimulator): Promise<number> {
  const answer = await fetch(`${baseUrl}/simulator/requests`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the simulator's own answer
  const { requests } = (await answer.json()) as { requests: Readonly<Record<string, number>> };
  const counts = Object.entries(requests).flatMap(([path, count]) => (path.includes("/api/") ? [count] : []));
  return counts.reduce((sum, count) => sum + count, 0);
}
