import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";

/** Writes the results of a benchmark as JSON, with the machine and the date. */
export function writeResults(name: string, results: object): void {
  const machine = {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
  };
  const [date] = new Date().toISOString().split("T");
  const file = new URL(`results/${name}.json`, import.meta.url);
  writeFileSync(file, `${JSON.stringify({ date, machine, ...results }, null, 2)}\n`);
}
