import { WRITTEN_EFFECTS, type WrittenEffect } from "airbyte-cdk-typescript";
import { grouped } from "../../text/counted.ts";

interface Counts {
  readonly read: number;
  readonly effects: ReadonlyMap<WrittenEffect, number>;
  readonly reasons: ReadonlyMap<string, number>;
  readonly rejectedFields: ReadonlyMap<string, number>;
}

const SHOWN_FIELDS = 3;

const WOULD: Readonly<Record<WrittenEffect, (count: string) => string>> = {
  created: (count) => `create ${count}`,
  updated: (count) => `update ${count}`,
  deleted: (count) => `delete ${count}`,
  unchanged: (count) => `leave ${count} unchanged`,
  ignored: (count) => `ignore ${count}`,
};

/** What happened to a stream's records: `9 read, 3 created, …`, or what would happen: `9 read, would create 3, …`. */
export function describeCounts(
  { read, effects, reasons, rejectedFields }: Counts,
  { isDryRun }: { readonly isDryRun: boolean },
): string {
  const outcomes = WRITTEN_EFFECTS.flatMap((effect) => {
    const count = effects.get(effect);
    if (count === undefined) return [];
    return [isDryRun ? WOULD[effect](grouped(count)) : `${grouped(count)} ${effect}`];
  });
  if (reasons.size > 0) {
    const count = grouped(sumOf(reasons));
    outcomes.push(`${isDryRun ? `reject ${count}` : `${count} rejected`} (${listCounts(reasons)})`);
  }
  const [first, ...others] = outcomes;
  const parts = [`${grouped(read)} read`];
  if (first !== undefined) parts.push(isDryRun ? `would ${first}` : first, ...others);
  const fields = rejectedFields.size > 0 ? `; top rejected fields: ${listFields(rejectedFields, SHOWN_FIELDS)}` : "";
  return parts.join(", ") + fields;
}

/** The fields that were counted most often: `phone (3), email (2)`. */
export function listFields(counts: ReadonlyMap<string, number>, most: number): string {
  const frequent = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, most);
  return frequent.map(([field, count]) => `${field} (${grouped(count)})`).join(", ");
}

function listCounts(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([what, count]) => `${grouped(count)} ${what}`).join(", ");
}

export function sumOf(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
