import { execFile } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { spawnSimulator } from "zendesk-simulator";
import { describe, expect, onTestFinished, test } from "vitest";
import { blocksOf, readPage, sectionOf } from "../../testing/documents/page.ts";
import { commandsIn } from "../../testing/documents/tested-commands.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** What makes commands short that run for minutes. */
const SHORTENED: readonly (readonly [RegExp, string])[] = [
  [/--seeds \d+/, "--seeds 2"],
  [/^npm run test:faults$/, "npm run test:faults -- --only rate-limited --runs 1 --mixes 1"],
  [/^npm run simulate:mutants$/, "npm run simulate:mutants -- --only states-out-of-order"],
];

async function runScript(command: string): Promise<string> {
  const [npm = "", ...args] = command.split(" ");
  const PATH = [path.dirname(process.execPath), process.env["PATH"]].join(path.delimiter);
  const { stdout } = await promisify(execFile)(npm, args, { cwd: ROOT, env: { ...process.env, PATH } });
  return stdout;
}

describe("docs/reliability.md", () => {
  const [block = ""] = blocksOf(sectionOf(readPage("docs/reliability.md"), /^Whole syncs on virtual time/), "sh");

  test.each(commandsIn(block))("%s runs, at least in a short form", async (command) => {
    const short = SHORTENED.reduce((text, [long, replacement]) => text.replace(long, replacement), command);
    expect(await runScript(short)).toMatch(/\d+ syncs in|states-out-of-order: seed \d+|\| rate-limited \|/);
  });
});

describe("the README of the simulator", () => {
  const page = readPage("packages/zendesk-simulator/README.md");
  const commands = blocksOf(page, "sh")
    .flatMap(commandsIn)
    .flatMap((command) => /^(?:npm run simulator --|npx zendesk-simulator) (.+)$/.exec(command)?.slice(1) ?? []);

  test.each(commands)("starts it with %s", async (options) => {
    const simulator = await spawnSimulator(options.replace(/--port \d+ ?/, "").split(" "));
    onTestFinished(() => simulator.stop());
    expect(simulator.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test("has commands", () => {
    expect(commands.length).toBeGreaterThan(1);
  });
});

test("npm run simulator -- --help lists the options", async () => {
  expect(await runScript("npm run --silent simulator -- --help")).toContain("--unthrottled");
});
