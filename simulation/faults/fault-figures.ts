import type { TaskResult } from "../worker.ts";

/** The totals of the runs under one fault or one mix. */
export interface FaultFigures {
  readonly runs: number;
  readonly records: number;
  /** Records whose final state in Zendesk differs from what sending them one by one would have left. */
  readonly lost: number;
  /** Records that a state covered while they were neither in Zendesk nor in the reject store. */
  readonly absent: number;
  /** Records that were counted twice, or not at all. */
  readonly doubleCounted: number;
  /** People for whom Zendesk's final state cannot be known; see `ExcusedPeople`. */
  readonly leftOut: number;
  /** How often the fault struck. */
  readonly strikes: number;
  /** "succeeded", or how the attempts before the successful one ended. */
  readonly outcome: string;
}

export function figuresOf(results: readonly TaskResult[]): FaultFigures {
  const concerned = (...invariants: readonly string[]): number =>
    results
      .flatMap(({ violations }) => violations)
      .reduce((sum, { invariant, records }) => sum + (invariants.includes(invariant) ? records : 0), 0);
  const faults = results.flatMap(({ coverage }) => Object.values(coverage.faults));
  return {
    runs: results.length,
    records: results.reduce((sum, { coverage }) => sum + coverage.counts.records, 0),
    lost: concerned("same as one by one"),
    absent: concerned("acknowledged means kept"),
    doubleCounted: concerned("counted once", "rejected means not written"),
    leftOut: results.reduce((sum, { coverage }) => sum + coverage.counts.excused, 0),
    strikes: faults.reduce((sum, count) => sum + count, 0),
    outcome: outcomeOf(results),
  };
}

function outcomeOf(results: readonly TaskResult[]): string {
  const ends = new Map<string, number>();
  for (const { coverage } of results) {
    const failures = Object.keys(coverage.ends).filter((end) => end !== "succeeded");
    const outcome = failures.length === 0 ? "succeeded" : `${failures.toSorted().join(" or ")}, then resumed`;
    ends.set(outcome, (ends.get(outcome) ?? 0) + 1);
  }
  const counted = [...ends].toSorted(([, a], [, b]) => b - a);
  if (counted.length === 1) return counted[0]?.[0] ?? "";
  return counted.map(([end, count]) => `${count} × ${end}`).join("; ");
}
