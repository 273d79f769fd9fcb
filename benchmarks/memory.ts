import { type MemorySample, measureMemory } from "../testing/connector/connector-memory.ts";
import { type MemoryCase, chooseCases } from "./memory/cases.ts";
import { printHeading, printSample } from "./print-samples.ts";
import { writeResults } from "./write-results.ts";

export interface MemoryResults {
  readonly records: number;
  readonly mode: string;
  readonly peakMb: number;
  readonly goalMb: number | null;
  readonly samples: readonly MemorySample[];
}

/** Does the connector's memory grow with its input? Returns whether each case stays within its goal. */
export async function benchMemory(args: readonly string[]): Promise<boolean> {
  const areWithin: boolean[] = [];
  for (const each of chooseCases(args)) areWithin.push(await benchCase(each));
  return areWithin.every(Boolean);
}

async function benchCase({
  goalMb,
  mode,
  mostRequests = Infinity,
  name,
  records,
  workload,
}: MemoryCase): Promise<boolean> {
  printHeading();
  const { code, peakMb, requests, samples, written } = await measureMemory(records, {
    mode,
    workload,
    onSample: printSample,
  });
  const requestsPerThousand = Math.round((requests * 10_000) / records) / 10;
  const done = mode === "write" ? "written" : "that would be written";
  const goal = goalMb === undefined ? "" : ` of at most ${goalMb} MB`;
  console.log(
    `${name}: ${written} of ${records} records ${done}, peak ${peakMb.toFixed(0)} MB${goal}, ${requestsPerThousand} requests per 1,000 records.`,
  );
  if (code !== 0 || written !== records) return false;
  const rounded = samples.map((sample) => ({
    records: sample.records,
    residentMb: Math.round(sample.residentMb),
    seconds: Math.round(sample.seconds * 10) / 10,
  }));
  const results: MemoryResults = {
    records,
    mode,
    peakMb: Math.round(peakMb),
    goalMb: goalMb ?? null,
    samples: rounded,
  };
  writeResults(`memory-${name}`, results);
  return peakMb < (goalMb ?? Infinity) && requestsPerThousand <= mostRequests;
}
