import type { Coverage } from "./coverage.ts";

export interface SeedResult {
  readonly seed: number;
  readonly coverage: Coverage;
  /** If a run continues after the first violation, all of them. */
  readonly violations: readonly FoundViolation[];
}

export interface FoundViolation {
  readonly invariant: string;
  readonly what: string;
  readonly records: number;
  /** Virtual milliseconds from the start of the run. */
  readonly afterMs: number;
}
