import type { SeededRandom } from "../../integration_tests/seeded-random.ts";
import type { ScenarioFault } from "./scenario.ts";

/** Draws a few faults, each seldom enough that a sync gets on. */
export function drawFaults(random: SeededRandom): readonly ScenarioFault[] {
  const names = ["unavailable", "answer_lost_of_polls"];
  return names.filter(() => random.chance(0.4)).map((name) => ({ name, rate: 0.02 + random.next() * 0.2 }));
}
