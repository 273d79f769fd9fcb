import { execFile } from "node:child_process";
import { MAIN } from "./connector-process.ts";

export interface OwnCommandEnd {
  readonly code: number | string | null | undefined;
  readonly lines: readonly string[];
  readonly stderr: string;
}

/** Runs a command that the connector has besides Airbyte's, in a separate process. */
export function runOwnCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<OwnCommandEnd> {
  const options = { env: { PATH: process.env["PATH"], ...env }, maxBuffer: 100_000_000 };
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], options, (error, stdout, stderr) => {
      const lines = stdout.split("\n").filter((line) => line !== "");
      resolve({ code: error === null ? 0 : error.code, lines, stderr });
    });
  });
}
