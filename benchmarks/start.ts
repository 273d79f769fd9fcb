import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { spawnSimulator } from "zendesk-simulator";
import { configFor } from "../testing/connector/connector-config.ts";
import { median } from "./median.ts";
import { type ProcessTimes, timeProcess } from "./process-times.ts";
import { readCount } from "./read-count.ts";
import { writeResults } from "./write-results.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const INSTALLED = ["package.json", "spec.json", "dist"];
const UNASKED = "check without requests";
const GOALS: Readonly<Record<string, number>> = { "spec, cached": 80, [`${UNASKED}, cached`]: 150 };

interface Subject {
  readonly name: string;
  readonly args: readonly string[];
}

/**
 * How long do `spec` and `check` take from start to end, beside Node alone? Cached: with compiled code, as in the image. The check
 * includes its requests to a simulator on this machine; the one without requests fails because of its config. Returns whether the goals are met, which needs an idle machine.
 */
export async function benchStart([count]: readonly string[]): Promise<boolean> {
  const runs = readCount(count, { otherwise: 9, least: 5 });
  const folder = mkdtempSync(path.join(tmpdir(), "destination-zendesk-start-"));
  const simulator = await spawnSimulator(["--unthrottled"]);
  try {
    const config = path.join(folder, "config.json");
    writeFileSync(config, JSON.stringify(configFor(simulator.credentials)));
    const invalid = path.join(folder, "invalid.json");
    writeFileSync(invalid, JSON.stringify(configFor(simulator.credentials, { subdomain: "not_valid" })));
    const env = { ZENDESK_BASE_URL: simulator.baseUrl };
    const times = await timeInTurn(subjectsIn(folder, { config, invalid }), runs, env);
    return report(times, runs);
  } finally {
    await simulator.stop();
    rmSync(folder, { recursive: true });
  }
}

function subjectsIn(
  folder: string,
  { config, invalid }: { readonly config: string; readonly invalid: string },
): readonly Subject[] {
  const commands = [
    { name: "spec", args: ["spec"] },
    { name: UNASKED, args: ["check", "--config", invalid] },
    { name: "check", args: ["check", "--config", config] },
  ];
  const [plain, cached] = ["plain", "cached"].map((name) => install(path.join(folder, name)));
  mkdirSync(path.join(folder, "cached", "dist", "compile-cache"));
  return [
    { name: "Node alone", args: ["--eval", "0"] },
    ...commands.map(({ name, args }) => ({ name, args: [plain ?? "", ...args] })),
    ...commands.map(({ name, args }) => ({ name: `${name}, cached`, args: [cached ?? "", ...args] })),
  ];
}

/** Copies what is installed. Returns the program. */
function install(folder: string): string {
  for (const name of INSTALLED) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  return path.join(folder, "dist", "main.js");
}

/** Round after round, so that whatever else the machine does affects all alike. The first round fills the caches. */
async function timeInTurn(
  subjects: readonly Subject[],
  runs: number,
  env: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, readonly ProcessTimes[]>> {
  const times = new Map<string, ProcessTimes[]>(subjects.map(({ name }) => [name, []]));
  for (let run = 0; run <= runs; run++) {
    for (const { name, args } of subjects) {
      const measured = await timeProcess({ args, env });
      if (run > 0) times.get(name)?.push(measured);
    }
  }
  return times;
}

function report(times: ReadonlyMap<string, readonly ProcessTimes[]>, runs: number): boolean {
  const medians = [...times].map(([what, each]) => ({
    what,
    wallMs: median(each.map(({ wallMs }) => wallMs)),
    cpuMs: median(each.map(({ cpuMs }) => cpuMs)),
  }));
  const [alone] = medians;
  const rows = medians.map(({ what, wallMs, cpuMs }) => ({
    what,
    "wall ms": Math.round(wallMs),
    "CPU ms": Math.round(cpuMs),
    "wall / Node": ratio(wallMs, alone?.wallMs),
    "CPU / Node": ratio(cpuMs, alone?.cpuMs),
    "goal ms": GOALS[what] ?? null,
  }));
  console.table(rows);
  writeResults("start", { runs, rows });
  return medians.every(({ what, wallMs }) => wallMs < (GOALS[what] ?? Infinity));
}

function ratio(value: number, base = Number.NaN): number {
  return Math.round((value / base) * 10) / 10;
}
