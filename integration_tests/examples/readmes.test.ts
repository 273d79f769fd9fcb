import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { simulatedAccount } from "../../testing/account/simulated-account.ts";
import { blocksOf, readPage, sectionOf } from "../../testing/documents/page.ts";
import { runShell } from "../../testing/documents/shell.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Those with messages for the connector. The one of Dagster runs by `npm run test:dagster`. */
const EXAMPLES = readdirSync(path.join(ROOT, "examples")).filter((example) =>
  existsSync(path.join(ROOT, "examples", example, "messages.jsonl")),
);

/** The commands below "Run it". */
function commandsOf(example: string): string {
  const [commands] = blocksOf(sectionOf(readPage(`examples/${example}/README.md`), /^Run it/), "sh");
  if (!commands?.includes("ZENDESK_BASE_URL")) throw new Error(`examples/${example} does not say how to run it`);
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
  const stdout = await runShell(commandsOf(example), { baseUrl });
  expect(stdout).toMatch(/Summary of the sync: [\d,]+ records processed/);
  expect(stdout).not.toMatch(/rejected \(|"type":"ERROR"/);
});
