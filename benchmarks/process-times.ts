import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

export interface ProcessTimes {
  readonly wallMs: number;
  /** In user and system mode, over all threads. */
  readonly cpuMs: number;
}

const REPORT_CPU = fileURLToPath(new URL("report-cpu.cjs", import.meta.url));

/** Runs Node with these arguments from start to end. Throws if it fails. */
export async function timeProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ProcessTimes> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["--require", REPORT_CPU, ...args], {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  const [, , , report] = child.stdio;
  if (report === undefined || report === null || !("read" in report)) throw new Error("the process has no fourth pipe");
  const reported = text(report);
  await once(child, "exit");
  const wallMs = performance.now() - startedAt;
  if (child.exitCode !== 0) throw new Error(`node ${args.join(" ")} ended with ${child.exitCode}`);
  return { wallMs, cpuMs: Number(await reported) / 1000 };
}
