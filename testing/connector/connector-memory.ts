import { spawnSimulator } from "zendesk-simulator";
import { USERS, catalog, record, streamState } from "../input/airbyte-messages.ts";
import { configFor } from "./connector-config.ts";
import { isState } from "./connector-output.ts";
import { ConnectorProcess } from "./connector-process.ts";
import { memoryOf, peakMegabytes } from "./process-memory.ts";
import { summaryOf } from "./sync-summary-line.ts";

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
  readonly code: number | null;
}

/** A sync that writes its records, or a dry run, which returns no states. */
export type MemoryMode = "write" | "dry_run";

/** Sends this many users to an UNTHROTTLED simulator, each in its own process, and measures the connector's memory. */
export async function measureMemory(
  records: number,
  mode: MemoryMode = "write",
  onSample: (sample: MemorySample) => void = () => {},
): Promise<MemoryRun> {
  const simulator = await spawnSimulator(["--unthrottled"]);
  try {
    const connector = await ConnectorProcess.start("write", {
      config: configFor(simulator.credentials, { dry_run: mode === "dry_run" }),
      catalog: catalog(USERS),
      env: { ZENDESK_BASE_URL: simulator.baseUrl, FLUSH_INTERVAL_SECONDS: "2" },
    });
    const startedAt = performance.now();
    const samples: MemorySample[] = [];
    for (let step = 1; step <= STEPS; step++) {
      const until = Math.round((records * step) / STEPS);
      await sendUsers(connector, Math.round((records * (step - 1)) / STEPS), until);
      await connector.send([streamState(until)]);
      if (mode === "write") await connector.seen(isState, step);
      const sample = {
        records: until,
        residentMb: memoryOf(connector.pid, "VmRSS") ?? Infinity,
        seconds: (performance.now() - startedAt) / 1000,
      };
      samples.push(sample);
      onSample(sample);
    }
    const peak = peakMegabytes(connector.pid, connector.ended);
    connector.endInput();
    const { code, output } = await connector.ended;
    const written = mode === "write" ? output.counts.written : summaryOf(output, "users")["created"];
    return { samples, peakMb: await peak, written: written ?? 0, code };
  } finally {
    await simulator.stop();
  }
}

async function sendUsers(connector: ConnectorProcess, from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += PIECE) {
    const indexes = Array.from({ length: Math.min(PIECE, to - start) }, (_, offset) => start + offset);
    await connector.send(indexes.map((index) => record(userAt(index))));
  }
}

/** About 450 bytes per line, like records of customers. */
function userAt(index: number): Readonly<Record<string, unknown>> {
  return {
    external_id: `customer-${index}`,
    name: `Customer Number ${index}`,
    email: `customer-${index}@example.com`,
    phone: `+1415555${String(index % 10_000).padStart(4, "0")}`,
    shared_phone_number: true,
    notes: "Came by the shop in spring and asked for the blue ones. ".repeat(2),
    user_fields: {
      company_size: index % 1000,
      loyalty_tier: "gold",
      lifetime_value: index / 100,
      newsletter: index % 2 === 0,
    },
  };
}
