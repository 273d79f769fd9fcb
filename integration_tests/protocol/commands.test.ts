import { execFile } from "node:child_process";
import { cpSync, globSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { UNTHROTTLED } from "zendesk-simulator";
import { configFor } from "../../testing/connector/connector-config.ts";
import type { DestinationOutput } from "airbyte-cdk-typescript/testing";
import { ConnectorProcess, runConnector } from "../../testing/connector/connector-process.ts";
import { RequestRecorder } from "../../testing/account/request-recorder.ts";
import { simulatedAccount, write } from "../../testing/account/simulated-account.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = path.join(ROOT, "dist", "main.js");

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
  return runProgram(program, args, env);
}

function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
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

/** A copy of the program as the image has it, with its cache of compiled code. */
function copyWithCache(makeCache: (folder: string) => void): string {
  const copy = temporaryFolder();
  for (const name of ["package.json", "spec.json", "dist"]) {
    cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
  }
  makeCache(path.join(copy, "dist", "compile-cache"));
  return path.join(copy, "dist", "main.js");
}

describe("compiled code", () => {
  test("is stored in the folder beside the program, if that exists", async () => {
    const program = copyWithCache((folder) => mkdirSync(folder));
    expect(await runProgram(program, ["--version"])).toMatchObject({ code: 0, stderr: "" });
    const stored = globSync("compile-cache/*/*", { cwd: path.dirname(program) });
    expect(stored.length).toBeGreaterThan(0);
  });

  test("is not stored otherwise", async () => {
    const program = copyWithCache(() => {});
    expect(await runProgram(program, ["--version"])).toMatchObject({ code: 0, stderr: "" });
    expect(readdirSync(path.dirname(program))).not.toContain("compile-cache");
  });

  test("that can be neither read nor stored changes nothing", async () => {
    // A file, because folders without permissions do not stop root.
    const program = copyWithCache((folder) => writeFileSync(folder, ""));
    const printed = await runProgram(program, ["--help"]);
    expect(printed).toEqual(await runInstalled(["--help"]));
    expect(printed.stderr).toBe("");
  });
});

test("an error's stack trace names the lines of the source", async () => {
  const { output } = await runConnector("discover", { config: { subdomain: "not_valid" } });
  const [error] = output.errors;
  expect(error?.stack_trace).toMatch(/\/src\/config\/subdomain\.ts:\d+:\d+\)\n/);
  expect(error?.stack_trace).not.toMatch(/\/dist\//);
});

/** Everything except the logs. */
const answersOf = ({ messages }: DestinationOutput) => messages.filter(({ type }) => type !== "LOG");

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
      const { code, signal: killer, output, stderr } = await connector.ended;
      expect({ code, signal: killer, answers: answersOf(output), stderr }).toEqual({
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
