import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { blocksOf, readPage, sectionOf } from "../../testing/documents/page.ts";
import { runShell } from "../../testing/documents/shell.ts";

/** The least that the README's `MyDestination` may be. */
const MY_DESTINATION = `class MyDestination {
  spec = { connectionSpecification: { type: "object" }, supported_destination_sync_modes: ["append"] };
  parse = (config) => config;
  check = async () => {};
  discover = async () => [];
  open = async () => ({ write: (record) => record.written("created"), flush: () => {}, close: async () => {} });
}
`;
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

describe("the README of airbyte-cdk-typescript", () => {
  const folder = "packages/airbyte-cdk-typescript";
  const page = readPage(`${folder}/README.md`);
  const [inProcess = "", conformance = ""] = blocksOf(sectionOf(page, /^Test it/), "ts");

  test("has commands that write a record", async () => {
    const [commands = ""] = blocksOf(sectionOf(page, /^A destination/), "sh");
    const printed = await runShell(`cd ${folder}\n${commands}cat /tmp/lines/*.jsonl`, { baseUrl: "" });
    expect(printed).toBe('{"name":"Jane"}\n');
  });

  test("runs a destination in a test", async () => {
    expect(await runTypeScript(`${MY_DESTINATION}${inProcess}console.log(code, states.length, errors.length);\n`)).toBe(
      "0 1 0\n",
    );
  });

  test("checks any destination", async () => {
    const collected =
      "const checks = [];\nconst test = { each: (all) => (name, check) => checks.push(...all.map((one) => () => check(one))) };\n";
    const ofExample = conformance
      .replace(
        '"node", "dist/main.js"',
        `process.execPath, "--conditions=source", "${folder}/examples/jsonl-destination.ts"`,
      )
      .replace("/tmp/lines", temporaryFolder())
      .replace(/^.*rejectedRecord.*\n/m, "");
    // The tests of the package run all of them, for another example.
    const run = "await checks[0]();\nconsole.log(checks.length > 4);\n";
    expect(await runTypeScript(collected + ofExample + run)).toBe("true\n");
  });

  test("names a command that packs it", async () => {
    const [command = ""] = /npm pack -w\s+airbyte-cdk-typescript/.exec(page) ?? [];
    const printed = await runShell(`${command.replace(/\s+/g, " ")} --pack-destination /tmp/`, { baseUrl: "" });
    expect(printed).toMatch(/^airbyte-cdk-typescript-\S+\.tgz$/m);
  });
});

describe("the README of zendesk-simulator", () => {
  const page = readPage("packages/zendesk-simulator/README.md");
  const [ways = ""] = blocksOf(sectionOf(page, /^From code/), "ts");
  const [faults = ""] = blocksOf(sectionOf(page, /^Faults/), "ts");

  test("starts it in three ways", async () => {
    const given =
      'const request = { method: "GET", path: "/api/v2/users/me", headers: {} };\nconst nowMs = Date.now();\n';
    const printed = "console.log(spawned.baseUrl !== started.baseUrl, Object(answer).status);\n";
    expect(await runTypeScript(`${given}${ways}${printed}await spawned.stop();\nawait started.close();\n`)).toBe(
      "true 200\n",
    );
  });

  test("sets faults that strike", async () => {
    const imported = 'import { ZendeskSimulator } from "zendesk-simulator";\nconst start = 0;\n';
    const requests = 'simulator.handle({ method: "GET", path: "/api/v2/users/me", headers: {} }, 60_000);\n';
    const printed = "console.log(simulator.faultStrikes());\n";
    expect(await runTypeScript(imported + faults + requests + printed)).toMatch(/unavailable'?: 1/);
  });
});

/** Runs a module that imports packages of this repository. */
async function runTypeScript(module: string): Promise<string> {
  const args = ["--conditions=source", "--input-type=module-typescript", "--eval", module];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  return stdout;
}
