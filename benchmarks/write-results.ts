import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";

export interface Measured {
  readonly date: string;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryGb: number;
    readonly system: string;
    readonly node: string;
  };
}

/** Writes the results of a benchmark as JSON, with the machine and the date. */
export function writeResults(name: string, results: object): void {
  const machine = {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
  };
  const [date = ""] = new Date().toISOString().split("T");
  const measured: Measured = { date, machine };
  const file = new URL(`results/${name}.json`, import.meta.url);
  writeFileSync(file, `${JSON.stringify({ ...measured, ...results }, null, 2)}\n`);
}
