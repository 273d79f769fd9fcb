import type { MemorySample } from "../testing/connector/connector-memory.ts";

export function printHeading(): void {
  console.log(`${"records".padStart(12)}${"resident MB".padStart(14)}${"seconds".padStart(10)}`);
}

export function printSample({ records, residentMb, seconds }: MemorySample): void {
  console.log(`${String(records).padStart(12)}${residentMb.toFixed(0).padStart(14)}${seconds.toFixed(1).padStart(10)}`);
}
