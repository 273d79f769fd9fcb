import type { StateCounts } from "airbyte-cdk-typescript/testing";
import type { ScenarioRecord } from "../scenario/scenario.ts";
import { EFFECTS, type PossibleOutcomes } from "./outcome.ts";
import { Violation } from "./violation.ts";

interface CountedState {
  readonly cursor: number;
  readonly records: readonly ScenarioRecord[];
  readonly possibleOf: (record: ScenarioRecord) => PossibleOutcomes;
  /** Whether the record is in the reject store; undefined if rejected records are not stored. */
  readonly isRejected: ((record: ScenarioRecord) => boolean) | undefined;
}

/** Throws unless a state's counts agree with what may have happened to its records. */
export function checkCounts(state: CountedState, stats: StateCounts): void {
  const { cursor, isRejected, records } = state;
  const { recordCount, rejectedRecordCount, additionalStats } = stats;
  const effects = EFFECTS.reduce((sum, effect) => sum + additionalStats[effect], 0);
  if (recordCount + rejectedRecordCount !== records.length || effects !== recordCount) {
    throw new Violation(
      "counted once",
      `the state of cursor ${cursor} covers ${records.length} records, and counts ${recordCount} written (${effects} by effect) and ${rejectedRecordCount} rejected`,
    );
  }
  const stored = isRejected && records.filter(isRejected).length;
  if (stored !== undefined && stored !== rejectedRecordCount) {
    throw new Violation(
      "counted once",
      `the state of cursor ${cursor} counts ${rejectedRecordCount} rejected, of which ${stored} are stored`,
    );
  }
  checkEffects(state, stats);
}

/** Each effect is counted at least as often as it is certain, and at most as often as it is possible. */
function checkEffects({ cursor, isRejected, possibleOf, records }: CountedState, stats: StateCounts): void {
  const bounds = new Map<string, { least: number; most: number }>();
  const boundsOf = (kind: string): { least: number; most: number } => {
    const held = bounds.get(kind) ?? { least: 0, most: 0 };
    bounds.set(kind, held);
    return held;
  };
  for (const record of records) {
    if (isRejected?.(record) === true) continue;
    const { effects, reasons } = possibleOf(record);
    const kinds: string[] = [...effects];
    if (reasons.size > 0 && isRejected === undefined) kinds.push("rejected");
    if (kinds.length === 0) {
      throw new Violation("reported correctly", `record ${record.serial} must be rejected, and counts as written`);
    }
    for (const kind of kinds) boundsOf(kind).most += 1;
    if (kinds.length === 1) boundsOf(kinds[0] ?? "").least += 1;
  }
  const counted: readonly (readonly [string, number])[] = [
    ...EFFECTS.map((effect) => [effect, stats.additionalStats[effect]] as const),
    ...(isRejected === undefined ? [["rejected", stats.rejectedRecordCount] as const] : []),
  ];
  for (const [kind, count] of counted) {
    const { least, most } = boundsOf(kind);
    if (count >= least && count <= most) continue;
    const rightly = least === most ? String(least) : `${least} to ${most}`;
    throw new Violation(
      "reported correctly",
      `the state of cursor ${cursor} counts ${count} ${kind} in place of ${rightly}`,
    );
  }
}
