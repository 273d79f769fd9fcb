import { type MemoryMode, measureMemory } from "../testing/connector/connector-memory.ts";
import { printHeading, printSample } from "./print-samples.ts";
import { readCount } from "./read-count.ts";

/** With the tables that grow with the number of users, up to their bounds. */
const MEMORY_LIMIT_MB = 220;

/** Does the connector's memory grow with the number of records? Returns whether it stays within the limit. */
export async function benchMemory([count, mode]: readonly string[]): Promise<boolean> {
  const records = readCount(count, { otherwise: 1_000_000, least: 1000 });
  const kind = readMode(mode ?? "write");
  printHeading();
  const { code, peakMb, written } = await measureMemory(records, { mode: kind, onSample: printSample });
  const done = kind === "write" ? "written" : "that would be written";
  console.log(
    `${written} of ${records} records ${done}, peak ${peakMb.toFixed(0)} MB of at most ${MEMORY_LIMIT_MB} MB.`,
  );
  return code === 0 && written === records && peakMb < MEMORY_LIMIT_MB;
}

function readMode(text: string): MemoryMode {
  if (text === "write" || text === "dry_run") return text;
  throw new Error(`Give the mode as write or dry_run, not ${text}.`);
}
