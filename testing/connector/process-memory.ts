import { existsSync, readFileSync } from "node:fs";

/** From /proc/<pid>/status, in megabytes; undefined once the process is gone, or where there is no /proc. */
export function memoryOf(pid: number, name: "VmRSS" | "VmHWM"): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(readFileSync(file, "utf8"))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

/** Node alone uses more. */
const LEAST_MB = 20;

/**
 * The largest resident size of a process of Node, sampled until it ends. The connector ends by becoming a shell, for which Linux
 * counts again from zero.
 */
export async function peakMegabytes(pid: number, ended: Promise<unknown>): Promise<number> {
  let peak = 0;
  const look = (): void => {
    peak = Math.max(peak, memoryOf(pid, "VmHWM") ?? 0);
  };
  // A process that ends soon shows its peak so far.
  look();
  const timer = setInterval(look, 20);
  await ended;
  clearInterval(timer);
  if (peak < LEAST_MB && existsSync("/proc")) throw new Error(`The memory of the process was not seen: ${peak} MB.`);
  return peak;
}
