import { checkFailingCheck, checkRefusedConfig, checkSpec, checkSucceedingCheck } from "./command-checks.ts";
import { type ConformanceSubject, Trial } from "./conformance-subject.ts";
import { checkCutInput, checkLenientInput, checkOpenInput, checkUnlistedStream } from "./input-checks.ts";
import { checkCounts, checkGlobalStates, checkLegacyStates, checkLosslessStates } from "./state-checks.ts";

/** Something that Airbyte or its users rely on. */
export interface ConformanceCheck {
  /** What a destination does that passes: a sentence without its subject. */
  readonly name: string;
  /** Throws an error that says what the destination does instead. */
  readonly run: (subject: ConformanceSubject) => Promise<void>;
}

export interface ConformanceResult {
  readonly name: string;
  readonly outcome: "passed" | "failed";
  /** What the destination does instead. Only if the check failed. */
  readonly problem?: string;
}

const TRIALS: readonly (readonly [name: string, run: (trial: Trial) => Promise<void>])[] = [
  ["prints its spec once, and exits with 0", checkSpec],
  ["reports a succeeding check once, and exits with 0", checkSucceedingCheck],
  ["reports a failing check with a message, and exits with 0", checkFailingCheck],
  ["refuses to write with a config that is not valid: one config_error, exit code 1", checkRefusedConfig],
  ["counts the written and rejected records since the stream's previous state", checkCounts],
  ["returns global states in order, with the counts of all streams", checkGlobalStates],
  ["returns states without a type in order, with the counts of all streams", checkLegacyStates],
  ["returns states byte for byte, except for their counts", checkLosslessStates],
  ["ignores blank lines, text, messages for others, null fields and carriage returns", checkLenientInput],
  ["returns a state while stdin is open, and dies by SIGTERM within 10 s", checkOpenInput],
  ["fails if its input ends in the middle of a line, after returning the states before it", checkCutInput],
  ["fails for a record of a stream that is not in the catalog, and returns no state after it", checkUnlistedStream],
];

/** Far more than one check writes. */
const RECORDS_PER_CHECK = 100;

/** For a test framework: `test.each(CONFORMANCE_CHECKS)("$name", ({ run }) => run(subject))`. */
export const CONFORMANCE_CHECKS: readonly ConformanceCheck[] = TRIALS.map(([name, run], index) => ({
  name,
  run: async (subject) => {
    const trial = new Trial(subject, index * RECORDS_PER_CHECK);
    await run(trial).finally(() => trial.stopAll());
  },
}));

/** Runs all checks, one after another. */
export async function checkConformance(subject: ConformanceSubject): Promise<readonly ConformanceResult[]> {
  const results: ConformanceResult[] = [];
  for (const { name, run } of CONFORMANCE_CHECKS) {
    try {
      await run(subject);
      results.push({ name, outcome: "passed" });
    } catch (error) {
      results.push({ name, outcome: "failed", problem: error instanceof Error ? error.message : String(error) });
    }
  }
  return results;
}
