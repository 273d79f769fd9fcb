import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

/** Reads a file that never answers, if there is one, then ends as `run` does. */
const SCRIPT = `
  import { readFile } from "node:fs/promises";
  const { processHost } = await import(process.env.HOST);
  if (process.env.FILE) void readFile(process.env.FILE);
  setImmediate(() => processHost().exit(3));
`;

function pipeWithoutWriter(): string {
  const file = join(mkdtempSync(join(tmpdir(), "airbyte-cdk-pipe-")), "pipe");
  execFileSync("mkfifo", [file]);
  return file;
}

describe("the process", { timeout: 30_000 }, () => {
  it.each([
    ["nothing", ""],
    ["a file that never answers", pipeWithoutWriter()],
  ])("ends with its exit code while it reads %s", async (_what, file) => {
    const env = { ...process.env, HOST: import.meta.resolve("./host.ts"), FILE: file };
    const child = spawn(process.execPath, ["--input-type=module", "--eval", SCRIPT], { env, stdio: "inherit" });

    expect(await once(child, "close")).toEqual([3, null]);
  });
});
