import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { describe, expect, it } from "vitest";

/** Reads a file that never answers, if there is one, then ends as `run` does. */
const SCRIPT = `
  import { readFile } from "node:fs/promises";
  process.on("exit", (code) => console.log("exit", code));
  const { processHost } = await import(process.env.HOST);
  if (process.env.FILE) void readFile(process.env.FILE);
  setImmediate(() => processHost().exit(3));
`;

function pipeWithoutWriter(): string {
  const file = join(mkdtempSync(join(tmpdir(), "airbyte-cdk-pipe-")), "pipe");
  execFileSync("mkfifo", [file]);
  return file;
}

async function endOf(options: readonly string[], file = ""): Promise<{ end: unknown[]; stdout: string }> {
  const env = { ...process.env, HOST: import.meta.resolve("./host.ts"), FILE: file };
  const args = [...options, "--input-type=module", "--eval", SCRIPT];
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  const [end, stdout] = await Promise.all([once(child, "close"), text(child.stdout)]);
  return { end, stdout };
}

describe("the process", { timeout: 30_000 }, () => {
  it.each([
    ["nothing", ""],
    ["a file that never answers", pipeWithoutWriter()],
  ])("ends with its exit code while it reads %s", async (_what, file) => {
    expect(await endOf([], file)).toEqual({ end: [3, null], stdout: "exit 3\n" });
  });

  it("ends with a profile if Node was asked for one", async () => {
    const folder = mkdtempSync(join(tmpdir(), "airbyte-cdk-profile-"));

    expect(await endOf(["--cpu-prof", `--cpu-prof-dir=${folder}`])).toEqual({ end: [3, null], stdout: "exit 3\n" });
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/\.cpuprofile$/)]);
  });
});
