import type { Coverage } from "./run/coverage.ts";

const HOUR_MS = 60 * 60_000;

/** What the runs covered, in a few lines. */
export function coverageText({ counts, ends, faults }: Coverage): string {
  const { attempts, excused, jobs, othersChanges, records, requests, states, syncs, virtualMs } = counts;
  return [
    `${number(syncs)} syncs in ${number(attempts)} attempts: ${listed(ends)}`,
    `${number(records)} records, ${number(states)} states, ${number(requests)} requests, ${number(jobs)} jobs, ${number(othersChanges)} changes by others`,
    `${number(Math.round(virtualMs / HOUR_MS))} simulated hours, ${number(excused)} people left out of the comparison at the end`,
    ...wrapped(`faults that struck: ${listed(faults) || "none"}`),
    "",
  ].join("\n");
}

const LINE_LENGTH = 110;

/** Lines that break after a comma. */
function wrapped(text: string): readonly string[] {
  const lines = [""];
  for (const part of text.split(/(?<=,) /)) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && last.length + part.length >= LINE_LENGTH) lines.push(`  ${part}`);
    else lines[lines.length - 1] = last === "" ? part : `${last} ${part}`;
  }
  return lines;
}

function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${number(count)}`)
    .join(", ");
}

function number(count: number): string {
  return count.toLocaleString("en-US");
}
