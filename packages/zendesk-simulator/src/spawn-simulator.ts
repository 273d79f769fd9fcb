import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Credentials } from "./account/credentials.ts";

export interface SpawnOptions {
  /** Serves the page at `/`. Tests and benchmarks do without, because it costs time and memory. */
  readonly hasPage?: boolean;
}

export interface SpawnedSimulator {
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * Starts a simulator in its own process, with command-line options. It is ready when the promise resolves. It ends
 * with `stop`, and by itself when this process dies, because its standard input ends then.
 */
export async function spawnSimulator(
  options: readonly string[] = [],
  { hasPage = false }: SpawnOptions = {},
): Promise<SpawnedSimulator> {
  // Beside this file, compiled or not.
  const main = fileURLToPath(new URL(`main${path.extname(import.meta.url)}`, import.meta.url));
  const page = hasPage ? [] : ["--no-page"];
  const child = spawn(process.execPath, [main, "--port", "0", "--end-with-stdin", ...page, ...options]);
  const exited = once(child, "exit");
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints = (complaints + text).slice(-10_000);
  });
  const firstLine = once(createInterface(child.stdout), "line");
  const started = await Promise.race([firstLine, exited.then(() => undefined)]);
  if (started === undefined) throw new Error(`The simulator ended before it was ready:\n${complaints}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- main.ts prints exactly this
  const { base_url, ...credentials } = JSON.parse(String(started[0])) as Credentials & { base_url: string };
  return {
    baseUrl: base_url,
    credentials,
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      await exited;
    },
  };
}
