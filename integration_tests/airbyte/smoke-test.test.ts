import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { simulatedAccount, usersOf } from "../../testing/account/simulated-account.ts";
import { blocksOf, readPage, sectionOf } from "../../testing/documents/page.ts";
import { runShell } from "../../testing/documents/shell.ts";
import { pythonEnv, runPython } from "./run-python.ts";

interface Config {
  readonly streams: readonly { readonly name: string }[];
}

interface SmokeTest {
  readonly success: boolean;
  readonly preflight_passed: boolean;
  readonly records_delivered: number;
}

test("PyAirbyte's smoke test of destinations passes with all of its scenarios, by the commands of examples/pyairbyte", async () => {
  const { baseUrl, simulator } = await simulatedAccount(UNTHROTTLED);
  const [commands = ""] = blocksOf(sectionOf(readPage("examples/pyairbyte/README.md"), /^Run it/), "sh");
  const printed = await runShell(commands, { baseUrl, env: pythonEnv() });
  const result: SmokeTest = JSON.parse(printed.slice(printed.lastIndexOf("\n{\n") + 1));
  expect(result).toMatchObject({ success: true, preflight_passed: true });
  expect(result.records_delivered).toBeGreaterThan(1000);
  // The scenario of a large batch has the ids 1 to 1000, and the records of most others have some of these.
  expect(usersOf(simulator).length).toBeGreaterThanOrEqual(1000);
});

test("examples/pyairbyte/config.json has an entry for the stream of every scenario, and no others", async () => {
  const { streams }: Config = JSON.parse(readPage("examples/pyairbyte/config.json"));
  const names = "[scenario['name'] for scenario in PREDEFINED_SCENARIOS] + [PREFLIGHT_STREAM_NAME]";
  const script = [
    "import json",
    "from airbyte._util.destination_smoke_tests import PREFLIGHT_STREAM_NAME",
    "from airbyte.cli.smoke_test_source._scenarios import PREDEFINED_SCENARIOS",
    `print(json.dumps(${names}))`,
  ].join("\n");
  const printed = await runPython(["-c", script]);
  const scenarios: readonly string[] = JSON.parse(printed.trim().split("\n").at(-1) ?? "");
  expect(streams.map(({ name }) => name).toSorted()).toEqual(scenarios.toSorted());
});
