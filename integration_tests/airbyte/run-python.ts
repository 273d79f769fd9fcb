import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";

/** As Airbyte's clients need it: they find sources and Node on the PATH, and keep their caches in the current folder. */
export function pythonEnv(env: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const PATH = [path.dirname(process.execPath), inject("airbyteBin"), process.env["PATH"], inject("fakerBin")];
  return { PATH: PATH.join(path.delimiter), AIRBYTE_OFFLINE_MODE: "1", DO_NOT_TRACK: "1", ...env };
}

/** Runs Python with Airbyte's clients in a folder of its own, and returns what it prints. Throws with that if it fails. */
export async function runPython(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = temporaryFolder(),
  bin = inject("airbyteBin"),
): Promise<string> {
  const options = { cwd, env: pythonEnv(env), maxBuffer: 100_000_000 };
  const python = path.join(bin, "python");
  const { stdout } = await promisify(execFile)(python, args, options).catch(
    (error: { stdout: string; stderr: string }) => {
      throw new Error(`${args.join(" ")} failed:\n${error.stdout.slice(-10_000)}\n${error.stderr.slice(-10_000)}`);
    },
  );
  return stdout;
}
