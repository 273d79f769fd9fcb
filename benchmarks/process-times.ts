import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

export interface ProcessTimes {
  readonly wallMs: number;
  /** In user and system mode, over all threads. */
  readonly cpuMs: number;
  /** The largest resident size; NaN if the program does not report it. */
  readonly peakMb: number;
}

export interface TimedProcess {
  /**
   * Default: Node, which reports its CPU time. Any other program must write it to its file descriptor 3, in microseconds, and may add its largest
   * resident size in kilobytes.
   */
  readonly program?: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A file to read from. */
  readonly stdin?: string;
}

const REPORT_CPU = fileURLToPath(new URL("report-cpu.cjs", import.meta.url));

/** Runs a program from start to end. Throws if it fails. */
export async function timeProcess({ args, env = {}, program, stdin }: TimedProcess): Promise<ProcessTimes> {
  const input = stdin === undefined ? "ignore" : openSync(stdin, "r");
  const [command, ...rest] =
    program === undefined ? [process.execPath, "--require", REPORT_CPU, ...args] : [program, ...args];
  const startedAt = performance.now();
  const child = spawn(command ?? "", rest, {
    env: { PATH: process.env["PATH"], ...env },
    stdio: [input, "ignore", "inherit", "pipe"],
  });
  if (typeof input === "number") closeSync(input);
  const [, , , report] = child.stdio;
  if (report === undefined || report === null || !("read" in report)) throw new Error("the process has no fourth pipe");
  const reported = text(report);
  await once(child, "exit");
  const wallMs = performance.now() - startedAt;
  if (child.exitCode !== 0) throw new Error(`${command} ${rest.join(" ")} ended with ${child.exitCode}`);
  const [cpuMicroseconds, peakKilobytes] = (await reported).split(" ");
  return { wallMs, cpuMs: Number(cpuMicroseconds) / 1000, peakMb: Number(peakKilobytes) / 1024 };
}
