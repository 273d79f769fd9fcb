import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Credentials, spawnSimulator } from "zendesk-simulator";
import { configFor } from "../testing/connector/connector-config.ts";
import { median } from "./median.ts";
import { readCount } from "./read-count.ts";
import { type StartSubject, type StartTimes, timeCommands } from "./start/time-commands.ts";
import { ownKilobytes, timeInImage } from "./start/time-in-image.ts";
import { writeResults } from "./write-results.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const INSTALLED = ["package.json", "spec.json", "dist"];
const UNASKED = "check without requests";
const GOALS: Readonly<Record<string, number>> = { "spec, cached": 80, [`${UNASKED}, cached`]: 150 };

const NODE_ALONE: StartSubject = { name: "Node alone", args: ["--eval", "0"] };
const IN_IMAGE = "/airbyte/integration_code/dist/main.js";

export interface StartRow {
  readonly what: string;
  readonly "wall ms": number;
  readonly "CPU ms": number;
  readonly "wall / Node": number;
  readonly "CPU / Node": number;
  readonly "goal ms": number | null;
}

/**
 * How long do `spec` and `check` take from start to end, beside Node alone? Cached: with compiled code, as in the image. The check
 * includes its requests to a simulator on this machine; the one without requests fails because of its config. With `image` and the
 * name of an image, all run in a container of it. Returns whether the goals are met, which needs an idle machine.
 */
export async function benchStart([first, image = "", count]: readonly string[]): Promise<boolean> {
  const isImage = first === "image";
  if (isImage && image === "") throw new Error("Name the image, such as destination-zendesk.");
  const runs = readCount(isImage ? count : first, { otherwise: 9, least: 5 });
  const folder = mkdtempSync(path.join(tmpdir(), "destination-zendesk-start-"));
  const simulator = await spawnSimulator(["--unthrottled"]);
  try {
    const configs = writeConfigs(folder, simulator.credentials);
    const env = { ZENDESK_BASE_URL: simulator.baseUrl };
    if (!isImage) {
      const times = await timeCommands({ subjects: subjectsIn(folder, configs), runs, env });
      return report("start", { runs }, times);
    }
    const commands = { subjects: [NODE_ALONE, ...cached(IN_IMAGE, configs)], runs, env };
    const times = await timeInImage(image, folder, commands);
    return report("start-image", { runs, ownKilobytes: await ownKilobytes(image) }, times);
  } finally {
    await simulator.stop();
    rmSync(folder, { recursive: true });
  }
}

interface Configs {
  readonly config: string;
  readonly invalid: string;
}

/** For anyone to read, because the image has a user of its own. */
function writeConfigs(folder: string, credentials: Credentials): Configs {
  chmodSync(folder, 0o755);
  const configs = { config: path.join(folder, "config.json"), invalid: path.join(folder, "invalid.json") };
  writeFileSync(configs.config, JSON.stringify(configFor(credentials)));
  writeFileSync(configs.invalid, JSON.stringify(configFor(credentials, { subdomain: "not_valid" })));
  return configs;
}

function subjectsIn(folder: string, configs: Configs): readonly StartSubject[] {
  const [plain = "", withCache = ""] = ["plain", "cached"].map((name) => install(path.join(folder, name)));
  mkdirSync(path.join(folder, "cached", "dist", "compile-cache"));
  return [NODE_ALONE, ...commandsOf(plain, configs), ...cached(withCache, configs)];
}

function commandsOf(program: string, { config, invalid }: Configs): readonly StartSubject[] {
  return [
    { name: "spec", args: [program, "spec"] },
    { name: UNASKED, args: [program, "check", "--config", invalid] },
    { name: "check", args: [program, "check", "--config", config] },
  ];
}

function cached(program: string, configs: Configs): readonly StartSubject[] {
  return commandsOf(program, configs).map(({ args, name }) => ({ name: `${name}, cached`, args }));
}

/** Copies what is installed. Returns the program. */
function install(folder: string): string {
  for (const name of INSTALLED) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  return path.join(folder, "dist", "main.js");
}

function report(name: string, facts: object, times: StartTimes): boolean {
  const medians = times.map(([what, each]) => ({
    what,
    wallMs: median(each.map(({ wallMs }) => wallMs)),
    cpuMs: median(each.map(({ cpuMs }) => cpuMs)),
  }));
  const [alone] = medians;
  const rows: readonly StartRow[] = medians.map(({ what, wallMs, cpuMs }) => ({
    what,
    "wall ms": Math.round(wallMs),
    "CPU ms": Math.round(cpuMs),
    "wall / Node": ratio(wallMs, alone?.wallMs),
    "CPU / Node": ratio(cpuMs, alone?.cpuMs),
    "goal ms": GOALS[what] ?? null,
  }));
  console.table(rows);
  writeResults(name, { ...facts, rows });
  return medians.every(({ what, wallMs }) => wallMs < (GOALS[what] ?? Infinity));
}

function ratio(value: number, base = Number.NaN): number {
  return Math.round((value / base) * 10) / 10;
}
