import { isState } from "airbyte-cdk-typescript/testing";
import { UNTHROTTLED } from "zendesk-simulator";
import { describe, expect, test } from "vitest";
import { simulatedAccount, startWrite, usersOf } from "../../testing/account/simulated-account.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { runConnector } from "../../testing/connector/connector-process.ts";
import { launchAsPlatform } from "../../testing/connector/platform-launch.ts";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";

const INPUT = [
  ...Array.from({ length: 150 }, (_, index) => record({ external_id: `u${index}`, name: "User" })),
  streamState(1),
];

async function startLaunchedWrite() {
  const account = await simulatedAccount(UNTHROTTLED);
  const { stored, shell, env } = launchAsPlatform("write");
  const connector = await startWrite(account, { shell, env: { FLUSH_INTERVAL_SECONDS: "0.2", ...env } });
  return { account, connector, stored };
}

describe("write on named pipes, started as Airbyte's launcher does it", () => {
  test("returns states while the input is open, and ends with 0 when it closes", async () => {
    const { account, connector, stored } = await startLaunchedWrite();
    await connector.send(INPUT);
    await connector.seen(isState);
    connector.endInput();
    const { code, stderr, output } = await connector.ended;
    expect({ code, stderr, exitCode: stored("exitCode.txt") }).toEqual({ code: 0, stderr: "", exitCode: "0" });
    expect(output.counts).toMatchObject({ created: 150, rejected: 0 });
    expect(usersOf(account.simulator).length).toBe(150);
  });

  test("takes more input than the pipes hold", async () => {
    const { connector, stored } = await startLaunchedWrite();
    const lines = Array.from({ length: 20_000 }, (_, index) => streamState(index));
    await connector.send(lines);
    connector.endInput();
    const { output } = await connector.ended;
    expect({ states: output.states.length, exitCode: stored("exitCode.txt") }).toEqual({
      states: 20_000,
      exitCode: "0",
    });
  });

  test("ends with 1 and one error when the input breaks off in the middle of a message", async () => {
    const { connector, stored } = await startLaunchedWrite();
    await connector.send(INPUT);
    connector.endInput('{"type":"RECO');
    const { output } = await connector.ended;
    expect(stored("exitCode.txt")).toBe("1");
    expect(output.errors.map(({ failure_type }) => failure_type)).toEqual(["system_error"]);
    expect(output.counts).toMatchObject({ created: 150 });
  });

  test("ends with 1 when the orchestrator no longer reads", async () => {
    const { connector, stored } = await startLaunchedWrite();
    await connector.send([streamState(0)]);
    await connector.seen(isState);
    connector.closeOutput();
    // The reader of the pipe notices when it passes on the second state.
    await connector.send([...INPUT, streamState(2), streamState(3)]);
    connector.endInput();
    const { stderr } = await connector.ended;
    expect({ exitCode: stored("exitCode.txt"), stderr }).toEqual({ exitCode: "1", stderr: "" });
  });

  // On cancel, the launcher's `kill` reaches the subshell. Whether the connector gets the signal depends on the shell.
  test("has written what it acknowledged when a sync is cancelled", async () => {
    const { account, connector, stored } = await startLaunchedWrite();
    await connector.send(INPUT);
    await connector.seen(isState);
    process.kill(Number(stored("child.pid")), "SIGTERM");
    const { output } = await connector.ended;
    expect({ exitCode: stored("exitCode.txt"), errors: output.errors }).toEqual({ exitCode: "143", errors: [] });
    expect(output.states.length).toBe(1);
    expect(usersOf(account.simulator).length).toBe(150);
  });
});

describe("other commands, started as Airbyte's launcher does it", () => {
  test.each([
    ["spec", "SPEC"],
    ["check", "CONNECTION_STATUS"],
    ["discover", "DESTINATION_CATALOG"],
  ] as const)("%s answers with one %s", async (command, type) => {
    const { baseUrl, credentials } = await simulatedAccount(UNTHROTTLED);
    const { stored, shell, env } = launchAsPlatform("command");
    const config = command === "spec" ? {} : { config: configFor(credentials) };
    const { code, output } = await runConnector(command, {
      ...config,
      shell,
      env: { ...env, ZENDESK_BASE_URL: baseUrl },
    });
    expect({ code, exitCode: stored("exitCode.txt") }).toEqual({ code: 0, exitCode: "0" });
    const answers = output.messages.filter((message) => message.type !== "LOG");
    expect(answers.map((message) => message.type)).toEqual([type]);
  });
});
