import { existsSync, readFileSync } from "node:fs";

/** From /proc/<pid>/status, in megabytes; undefined once the process is gone, or where there is no /proc. */
export function memoryOf(pid: number, name: "VmRSS" | "VmHWM"): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(readFileSync(file, "utf8"))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

/** The largest resident size of the process, sampled until it ends. */
export async function peakMegabytes(pid: number, ended: Promise<unknown>): Promise<number> {
  let peak = 0;
  const look = (): void => {
    peak = memoryOf(pid, "VmHWM") ?? peak;
  };
  // A process that ends soon shows its peak so far.
  look();
  const timer = setInterval(look, 20);
  await ended;
  clearInterval(timer);
  return peak;
}
