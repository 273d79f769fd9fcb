import { execFile } from "node:child_process";
import { copyFileSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { UNTHROTTLED, type StartedSimulator } from "zendesk-simulator";
import { expect, inject, test } from "vitest";
import { simulatedAccount, usersOf } from "../../testing/account/simulated-account.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { blocksOf, readPage, sectionOf } from "../../testing/documents/page.ts";
import { pythonEnv, runPython } from "./run-python.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const STRATEGIES = ["merge", "append", "replace", "auto"];
const FROM_THE_LAST_STATE = "from the last state";
const WAYS = [...STRATEGIES, "no cache", "with states", FROM_THE_LAST_STATE];

interface Result {
  readonly customers: readonly { readonly id: number; readonly name: string }[];
  readonly sent: Readonly<Record<string, number>>;
}

test("the README's lines of Python write Faker's customers", async () => {
  const { baseUrl, simulator } = await simulatedAccount(UNTHROTTLED);
  const [lines = ""] = blocksOf(sectionOf(readPage("README.md"), /^From Python/), "python");
  await runPython(["-c", inRepository(lines)], { ZENDESK_BASE_URL: baseUrl });
  expect(usersOf(simulator).length).toBe(100);
});

test("every way of writing leaves the same users, and a sync from the last state sends none", async () => {
  const accounts = new Map<string, StartedSimulator>();
  for (const way of WAYS) accounts.set(way, await simulatedAccount(UNTHROTTLED));
  const addresses = Object.fromEntries([...accounts].map(([way, { baseUrl }]) => [way, baseUrl]));
  const folder = temporaryFolder();
  const script = fileURLToPath(new URL("write_strategies.py", import.meta.url));
  const config = readFileSync(path.join(ROOT, "examples/faker/config.json"), "utf8");
  const env = { ZENDESK_BASE_URL: addresses["merge"] ?? "" };
  await runPython([script, path.join(ROOT, "dist/main.js"), config, JSON.stringify(addresses)], env, folder);
  const { customers, sent }: Result = JSON.parse(readFileSync(path.join(folder, "result.json"), "utf8"));
  expect(sent).toEqual({ ...Object.fromEntries(WAYS.map((way) => [way, 100])), [FROM_THE_LAST_STATE]: 0 });
  const expected = customers.map(({ id, name }) => [String(id), name]);
  for (const [way, { simulator }] of accounts) {
    const users = usersOf(simulator).map(({ external_id, name }) => [external_id, name]);
    expect([way, users.toSorted(byText)]).toEqual([way, way === FROM_THE_LAST_STATE ? [] : expected.toSorted(byText)]);
  }
});

test("the commands of examples/faker/README.md read the same customers again", async () => {
  const [commands = ""] = blocksOf(sectionOf(readPage("examples/faker/README.md"), /^How it was captured/), "sh");
  const [, reading = ""] =
    /^python3 -m venv venv && venv\/bin\/pip install airbyte-source-faker==\S+\n(.+)$/s.exec(commands) ?? [];
  const folder = temporaryFolder();
  symlinkSync(path.dirname(inject("fakerBin")), path.join(folder, "venv"));
  copyFileSync(path.join(ROOT, "examples/faker/catalog.json"), path.join(folder, "catalog.json"));
  await promisify(execFile)("sh", ["-e", "-c", reading], { cwd: folder, env: pythonEnv() });
  const customers = customersIn(readFileSync(path.join(folder, "messages.jsonl"), "utf8"));
  expect(customers.length).toBe(1100);
  expect(customers).toEqual(customersIn(readPage("examples/faker/messages.jsonl")));
});

/** Without what is new in each capture. */
function customersIn(messages: string): readonly unknown[] {
  const lines = messages.split("\n").filter((line) => line.includes('"RECORD"'));
  return lines.map((line) => ({ ...Object(JSON.parse(line)).record.data, updated_at: undefined }));
}

function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

/** The lines with absolute paths to the repository's files. */
function inRepository(lines: string): string {
  return lines.replaceAll(/"(?:\.\/)?((?:examples|dist)\/[^"]+)"/g, (_, file: string) =>
    JSON.stringify(path.join(ROOT, file)),
  );
}
