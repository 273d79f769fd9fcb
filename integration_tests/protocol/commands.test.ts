import { execFile } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { UNTHROTTLED } from "zendesk-simulator";
import { configFor } from "../../testing/connector/connector-config.ts";
import type { ConnectorOutput } from "../../testing/connector/connector-output.ts";
import { ConnectorProcess } from "../../testing/connector/connector-process.ts";
import { RequestRecorder } from "../../testing/account/request-recorder.ts";
import { simulatedAccount, write } from "../../testing/account/simulated-account.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

interface Ended {
  readonly code: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** As a person runs it: by its name, which a package manager links to the file. */
function runInstalled(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const folder = path.join(temporaryFolder(), "bin");
  mkdirSync(folder);
  const program = path.join(folder, "destination-zendesk");
  symlinkSync(MAIN, program);
  const PATH = `${path.dirname(process.execPath)}:${process.env["PATH"] ?? ""}`;
  return new Promise((resolve) => {
    execFile(program, args, { env: { PATH, ...env } }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, stdout, stderr });
    });
  });
}

describe("the installed program", () => {
  test.each([
    [["--version"], 0, /^destination-zendesk \d+\.\d+\.\d+\n$/],
    [["--help"], 0, /^Usage: destination-zendesk COMMAND\n[^]*ZENDESK_BASE_URL/],
    [[], 1, /^Usage: destination-zendesk COMMAND\n/],
    [["spec"], 0, /^\{"type":"SPEC",/],
    [["check", "--confg", "config.json"], 1, /^\{"type":"TRACE",.*did you mean --config\?/],
  ])("%j ends with %d", async (args, code, printed) => {
    expect(await runInstalled(args)).toEqual({ code, stdout: expect.stringMatching(printed), stderr: "" });
  });

  test.each([
    ["spec", /^\{"type":"TRACE",.*\n$/],
    ["--help", /^$/],
  ])("%s on an unsupported version of Node says so in one sentence", async (arg, printed) => {
    const pretend = "Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})";
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(pretend)}` };
    const { code, stdout, stderr } = await runInstalled([arg], env);
    expect({ code, lines: stderr.trim().split("\n") }).toEqual({
      code: 1,
      lines: [expect.stringContaining("20.20.2")],
    });
    expect(stdout).toMatch(printed);
  });
});

/** Everything except the logs. */
const answersOf = ({ messages }: ConnectorOutput) => messages.filter(({ type }) => type !== "LOG");

test.each(["check", "discover"] as const)(
  "%s that waits for Zendesk dies by the signal that it gets",
  async (command) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const recorder = new RequestRecorder();
      const account = await simulatedAccount({
        ...UNTHROTTLED,
        faults: [recorder],
        faultSettings: [{ name: "no-answer" }],
      });
      const config = configFor(account.credentials);
      const asked = recorder.next("/oauth/tokens");
      const connector = await ConnectorProcess.start(command, { config, env: { ZENDESK_BASE_URL: account.baseUrl } });
      await asked;
      connector.kill(signal);
      const { code, output, stderr, ...end } = await connector.ended;
      expect({ code, ...end, answers: answersOf(output), stderr }).toEqual({
        code: null,
        signal,
        answers: [],
        stderr: "",
      });
    }
  },
);

test("write whose stdin is a folder is an error", async () => {
  const account = await simulatedAccount();
  const { code, output } = await write(account, [], { shell: 'exec "$@" < /tmp' });
  expect(code).toBe(1);
  expect(output.errors).toMatchObject([
    { failure_type: "system_error", message: expect.stringContaining("stdin is a folder") as string },
  ]);
});
