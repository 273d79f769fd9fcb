import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fileErrorCode } from "./file-error-code.ts";
import { PROBED } from "./folder-probe.ts";
import { unwritable } from "./unwritable.ts";

const MAX_WAIT_MS = 10_000;

/** In the same folder in the source and in the build, and with the same extension as this file. */
const PROBE = new URL(`folder-probe-process${path.extname(import.meta.url)}`, import.meta.url);

/**
 * Writes and deletes a file in the folder, and leaves nothing behind. Throws `ConfigError`.
 *
 * It does this in a separate process: a call into a network mount whose server is gone never returns, and Node does not
 * exit while one of its threads waits for it.
 */
export async function checkLocalRejects(folder: string, timeoutMs = MAX_WAIT_MS): Promise<void> {
  // Some names cannot be passed to a process, such as one with a NUL. Then it does not even start.
  const code = await runProbe(folder, timeoutMs).catch((error: unknown) => fileErrorCode(error) ?? "unknown error");
  if (code !== PROBED) throw unwritable(folder, Object.assign(new Error("the folder was probed"), { code }));
}

/** `PROBED`, or the code of what went wrong. */
async function runProbe(folder: string, timeoutMs: number): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const probe = spawn(process.execPath, [fileURLToPath(PROBE), folder], { stdio: ["ignore", "pipe", "ignore"] });
  const timer = setTimeout(() => {
    resolve("ETIMEDOUT");
    // The process may hang so firmly that no signal ends it, so neither it nor its output is awaited.
    probe.kill("SIGKILL");
    probe.unref();
    probe.stdout.destroy();
  }, timeoutMs);
  let printed = "";
  probe.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  probe.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "unknown error"));
  probe.on("close", (exitCode) => resolve(exitCode === 0 && printed !== "" ? printed : "unknown error"));
  const code = await promise;
  clearTimeout(timer);
  return code;
}
