import { SeededRandom } from "../../integration_tests/seeded-random.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { VirtualClock } from "../world/virtual-clock.ts";
import { enterVirtualTime } from "../world/virtual-globals.ts";
import type { Coverage } from "./coverage.ts";
import { Run } from "./run.ts";

export interface SeedResult {
  readonly seed: number;
  readonly coverage: Coverage;
  readonly violation: FoundViolation | undefined;
}

export interface FoundViolation {
  readonly invariant: string;
  readonly what: string;
  /** Virtual milliseconds from the start of the run. */
  readonly afterMs: number;
}

/** Runs a scenario to its end, or to the first invariant that does not hold. `tell` hears of all that happens. */
export async function simulate(scenario: Scenario, tell: (event: string) => void = () => {}): Promise<SeedResult> {
  const clock = new VirtualClock(scenario.startAt);
  const random = new SeededRandom(scenario.seed);
  const chance = new SeededRandom(scenario.seed + 1);
  const leaveVirtualTime = enterVirtualTime(clock, () => chance.next());
  try {
    return await new Run(scenario, { clock, random, tell }).toItsEnd();
  } finally {
    leaveVirtualTime();
  }
}
