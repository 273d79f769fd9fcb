import { accountFaults } from "./account-faults.ts";
import { answerFaults } from "./answer-faults.ts";
import { connectionFaults } from "./connection-faults.ts";
import type { FaultKinds } from "./fault-kind.ts";
import { hostileFaults } from "./hostile-faults.ts";
import { jobFaults } from "./job-faults.ts";
import { resultFaults } from "./result-faults.ts";
import { retryAfterFaults } from "./retry-after-faults.ts";
import { rowFaults } from "./row-faults.ts";
import { statusFaults } from "./status-faults.ts";

/** Every fault, by name. */
export const faultKinds = {
  ...statusFaults,
  ...connectionFaults,
  ...answerFaults,
  ...jobFaults,
  ...resultFaults,
  ...rowFaults,
  ...accountFaults,
  ...retryAfterFaults,
  ...hostileFaults,
} as const satisfies FaultKinds;

export type FaultName = keyof typeof faultKinds;

export const faultNames: readonly FaultName[] = Object.keys(faultKinds) as FaultName[];
