import { execFile } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { simulatedAccount } from "../../testing/account/simulated-account.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SIMULATOR = "http://127.0.0.1:8181";

const README_OF = (example: string): string => path.join(ROOT, "examples", example, "README.md");
const EXAMPLES = readdirSync(path.join(ROOT, "examples")).filter((example) => existsSync(README_OF(example)));

/** The commands below "Run it". */
function commandsOf(example: string): string {
  const [, commands] = /^## Run it\n[^#]*?^```sh\n(.*?)^```$/ms.exec(readFileSync(README_OF(example), "utf8")) ?? [];
  if (!commands?.includes(SIMULATOR)) throw new Error(`examples/${example} does not say how to run it`);
  return commands;
}

test("every object has an example that can be run", () => {
  expect(EXAMPLES).toEqual([
    "custom-objects",
    "faker",
    "organization-memberships",
    "organizations",
    "tickets",
    "users",
  ]);
});

test.each(EXAMPLES)("the commands of examples/%s write all of its records to the simulator", async (example) => {
  const { baseUrl } = await simulatedAccount(UNTHROTTLED);
  const commands = commandsOf(example).replaceAll(SIMULATOR, baseUrl);
  const { stdout } = await promisify(execFile)("sh", ["-e", "-c", commands], {
    cwd: ROOT,
    env: { PATH: [path.dirname(process.execPath), process.env["PATH"]].join(path.delimiter) },
  });
  expect(stdout).toMatch(/Summary of the sync: [\d,]+ records processed/);
  expect(stdout).not.toMatch(/rejected \(|"type":"ERROR"/);
});
