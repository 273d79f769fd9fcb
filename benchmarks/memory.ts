// npm run bench:memory -- 1000000 [dry_run]: does the connector's memory grow with the number of records?
import { type MemoryMode, measureMemory } from "../testing/connector/connector-memory.ts";
import { printHeading, printSample } from "./print-samples.ts";

/** With the tables that grow with the number of users, up to their bounds. */
const MEMORY_LIMIT_MB = 220;

const records = Number(process.argv[2] ?? 1_000_000);
if (!Number.isSafeInteger(records) || records < 1000) {
  throw new Error("Give the number of records as a whole number of at least 1000.");
}
const mode = readMode(process.argv[3] ?? "write");

printHeading();
const { code, peakMb, written } = await measureMemory(records, { mode, onSample: printSample });
const done = mode === "write" ? "written" : "that would be written";
console.log(`${written} of ${records} records ${done}, peak ${peakMb.toFixed(0)} MB of at most ${MEMORY_LIMIT_MB} MB.`);
if (code !== 0 || written !== records || peakMb >= MEMORY_LIMIT_MB) process.exitCode = 1;

function readMode(text: string): MemoryMode {
  if (text === "write" || text === "dry_run") return text;
  throw new Error(`Give the mode as write or dry_run, not ${text}.`);
}
