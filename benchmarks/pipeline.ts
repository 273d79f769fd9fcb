import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { catalog } from "../testing/input/airbyte-messages.ts";
import { configFor } from "../testing/connector/connector-config.ts";
import { median } from "./median.ts";
import { COLUMNS, writeInput } from "./pipeline/eight-columns.ts";
import { type InstantAccount, startInstantAccount } from "./pipeline/instant-account.ts";
import { installPeer } from "./pipeline/peers.ts";
import { type ProcessTimes, type TimedProcess, timeProcess } from "./process-times.ts";
import { readCount } from "./read-count.ts";
import { writeResults } from "./write-results.ts";

const RUNS = 3;
export const GOAL = { recordsPerSecond: 60_000, cpuSecondsPerMillion: 20 };
const CONNECTOR = "this connector";
const FAROS = {
  name: "faros-airbyte-cdk",
  version: "0.23.19",
  needs: ["commander@12", "lodash@4", "faros-js-client@0"],
};

interface Measured extends ProcessTimes {
  /** What the account's process used meanwhile. */
  readonly accountMs: number;
}

export interface PipelineRow {
  readonly what: string;
  readonly "records/s": number;
  readonly "MB/s": number;
  readonly "CPU s a million": number;
  readonly "account's CPU s a million": number;
  /** Null if the program does not report it. */
  readonly "peak MB": number | null;
}

type Subjects = ReadonlyMap<string, TimedProcess>;

/**
 * What does a record cost, if Zendesk takes no time? Beside a destination that does nothing with its records, and beside parsing
 * alone. All read the same file. Returns whether the goals are met.
 */
export async function benchPipeline([count]: readonly string[]): Promise<boolean> {
  const records = readCount(count, { otherwise: 300_000, least: 10_000 });
  const folder = mkdtempSync(path.join(tmpdir(), "destination-zendesk-pipeline-"));
  const account = await startInstantAccount();
  try {
    const input = await writeInput(path.join(folder, "input.jsonl"), records);
    const times = await timeInTurn(subjectsIn(folder, input, account), account);
    return report(times, { records, megabytes: statSync(input).size / 1e6 });
  } finally {
    await account.stop();
    rmSync(folder, { recursive: true });
  }
}

function subjectsIn(folder: string, stdin: string, { baseUrl, credentials }: InstantAccount): Subjects {
  const config = path.join(folder, "config.json");
  const settings = { rate_limit_percent: 100, max_concurrent_jobs: 25 };
  writeFileSync(config, JSON.stringify(configFor(credentials, settings)));
  const noConfig = path.join(folder, "no-config.json");
  writeFileSync(noConfig, "{}");
  const streams = path.join(folder, "catalog.json");
  writeFileSync(streams, JSON.stringify(catalog({ name: "users", columns: COLUMNS })));
  const cdk = installPeer(FAROS.name, FAROS.version, FAROS.needs);
  const write = (file: string): readonly string[] => ["write", "--config", file, "--catalog", streams];
  return new Map<string, TimedProcess>([
    [CONNECTOR, { args: [fileIn("../dist/main.js"), ...write(config)], env: { ZENDESK_BASE_URL: baseUrl }, stdin }],
    [
      `no-op of ${FAROS.name} ${FAROS.version}`,
      { args: [fileIn("pipeline/no-op-destination.cjs"), ...write(noConfig)], env: { CDK: cdk }, stdin },
    ],
    ["JSON.parse alone", { args: [fileIn("pipeline/parse-lines.ts")], stdin }],
    ["Python's json alone", { program: "python3", args: [fileIn("pipeline/parse_lines.py")], stdin }],
  ]);
}

function fileIn(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

/** Round after round, so that whatever else the machine does affects all alike. */
async function timeInTurn(subjects: Subjects, account: InstantAccount): Promise<ReadonlyMap<string, Measured[]>> {
  const times = new Map<string, Measured[]>([...subjects.keys()].map((name) => [name, []]));
  for (let run = 0; run < RUNS; run++) {
    for (const [name, subject] of subjects) {
      const before = await account.cpuMs();
      const measured = await timeProcess(subject);
      times.get(name)?.push({ ...measured, accountMs: (await account.cpuMs()) - before });
    }
  }
  return times;
}

interface Input {
  readonly records: number;
  readonly megabytes: number;
}

function report(times: ReadonlyMap<string, readonly Measured[]>, { megabytes, records }: Input): boolean {
  const rows = [...times].map(([what, each]): PipelineRow => {
    const seconds = median(each.map(({ wallMs }) => wallMs)) / 1000;
    return {
      what,
      "records/s": Math.round(records / seconds),
      "MB/s": Math.round(megabytes / seconds),
      "CPU s a million": perMillion(each.map(({ cpuMs }) => cpuMs)),
      "account's CPU s a million": perMillion(each.map(({ accountMs }) => accountMs)),
      "peak MB": peakOf(each),
    };
  });
  function peakOf(each: readonly Measured[]): number | null {
    const peak = median(each.map(({ peakMb }) => peakMb));
    return Number.isNaN(peak) ? null : Math.round(peak);
  }
  function perMillion(milliseconds: readonly number[]): number {
    return Math.round((median(milliseconds) * 10_000) / records) / 10;
  }
  console.table(rows);
  writeResults("pipeline", { records, bytesPerRecord: Math.round((megabytes * 1e6) / records), runs: RUNS, rows });
  const own = rows.find(({ what }) => what === CONNECTOR);
  if (!own) throw new Error("the connector was not measured");
  return own["records/s"] >= GOAL.recordsPerSecond && own["CPU s a million"] <= GOAL.cpuSecondsPerMillion;
}
