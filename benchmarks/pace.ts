import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { spawnSimulator } from "zendesk-simulator";
import { configFor } from "../testing/connector/connector-config.ts";
import { catalog } from "../testing/input/airbyte-messages.ts";
import { COLUMNS, writeInput } from "./pipeline/eight-columns.ts";
import { timeProcess } from "./process-times.ts";
import { readCount } from "./read-count.ts";
import { writeResults } from "./write-results.ts";

const MAIN = fileURLToPath(new URL("../dist/main.js", import.meta.url));
/** The default. */
const RECORDS_PER_SECOND = 100;

export interface PaceResults {
  readonly records: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

/** What does a sync at the default pace need, in real time? It says what to request for a pod. */
export async function benchPace([count]: readonly string[]): Promise<boolean> {
  const records = readCount(count, { otherwise: 12_000, least: 1000 });
  const folder = mkdtempSync(path.join(tmpdir(), "destination-zendesk-pace-"));
  const simulator = await spawnSimulator([]);
  try {
    const files = { config: path.join(folder, "config.json"), catalog: path.join(folder, "catalog.json") };
    const settings = { max_records_per_second: RECORDS_PER_SECOND };
    writeFileSync(files.config, JSON.stringify(configFor(simulator.credentials, settings)));
    writeFileSync(files.catalog, JSON.stringify(catalog({ name: "users", columns: COLUMNS })));
    const { cpuMs, peakMb, wallMs } = await timeProcess({
      args: [MAIN, "write", "--config", files.config, "--catalog", files.catalog],
      env: { ZENDESK_BASE_URL: simulator.baseUrl },
      stdin: await writeInput(path.join(folder, "input.jsonl"), records),
    });
    const results: PaceResults = {
      records,
      seconds: Math.round(wallMs / 1000),
      cpuSeconds: Math.round(cpuMs / 100) / 10,
      peakMb: Math.round(peakMb),
    };
    console.table([results]);
    writeResults("pace", results);
    return true;
  } finally {
    await simulator.stop();
    rmSync(folder, { recursive: true });
  }
}
