import { SeededRandom } from "../../testing/input/seeded-random.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { VirtualClock } from "../world/virtual-clock.ts";
import { enterVirtualTime } from "../world/virtual-globals.ts";
import { Run } from "./run.ts";
import type { SeedResult } from "./seed-result.ts";

export interface SimulateOptions {
  /** Called with everything that happens. */
  readonly tell?: (event: string) => void;
  /** Continues after the first invariant that does not hold, to count violations. */
  readonly goesOn?: boolean;
}

/** Runs a scenario to its end, or to the first invariant that does not hold. */
export async function simulate(
  scenario: Scenario,
  { tell = () => {}, goesOn = false }: SimulateOptions = {},
): Promise<SeedResult> {
  const clock = new VirtualClock(scenario.startAt);
  const random = new SeededRandom(scenario.seed);
  const chance = new SeededRandom(scenario.seed + 1);
  const leaveVirtualTime = enterVirtualTime(clock, () => chance.next());
  try {
    return await new Run(scenario, { clock, random, tell, goesOn }).toItsEnd();
  } finally {
    leaveVirtualTime();
  }
}
