import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** A separate Python with packages from PyPI, in a folder that is deleted afterwards. */
export interface PythonEnvironment {
  /** The folder of its commands. */
  readonly bin: string;
  remove(): Promise<void>;
}

/** Resolves the versions of many dependencies in seconds. */
const UV = "uv==0.13.9";

/** `tests` says in errors what needs them: "the tests of S3". */
export async function createPythonEnvironment(
  packages: readonly string[],
  tests: string,
  installer: "pip" | "uv" = "pip",
): Promise<PythonEnvironment> {
  const folder = await mkdtemp(path.join(tmpdir(), "destination-zendesk-python-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const bin = path.join(folder, "bin");
  try {
    await run("python3", ["-m", "venv", folder], tests);
    const pip = ["install", "--quiet", "--disable-pip-version-check", "--no-compile"];
    await run(path.join(bin, "pip"), [...pip, ...(installer === "uv" ? [UV] : packages)], tests);
    if (installer === "uv") {
      const uv = ["pip", "install", "--quiet", "--python", path.join(bin, "python")];
      await run(path.join(bin, "uv"), [...uv, ...packages], tests);
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { bin, remove };
}

async function run(command: string, args: readonly string[], tests: string): Promise<void> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed = (printed + text).slice(-5000);
    });
  }
  const [code] = (await once(child, "close").catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      error.code === "ENOENT"
        ? `${command}, which ${tests} need, is not on the PATH. Install Python 3 with its module venv.`
        : `${command} could not be started: ${error.message}`,
    );
  })) as [number | null];
  if (code !== 0) {
    throw new Error(
      `${[command, ...args].join(" ")} failed. Python 3 with its module venv, and PyPI, are what ${tests} need.\n${printed}`,
    );
  }
}
