import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { pick } from "./pick.ts";
import type { Mode } from "./scenario.ts";

export function drawMode(random: SeededRandom): Mode {
  return pick<Mode>(["upsert", "upsert", "upsert", "upsert", "update", "insert", "delete"], random);
}

/** About how many records are about one thing. The name of each thing contains the stream's. */
export function drawPeople(
  { name, records }: { readonly name: string; readonly records: number },
  recordsEach: readonly number[],
  random: SeededRandom,
): readonly string[] {
  const count = Math.max(1, Math.ceil(records / pick(recordsEach, random)));
  return Array.from({ length: count }, (_, index) => `${name}-${index}`);
}

/** How often a record has something wrong with it, and how often there is a line that is not a record. */
export function drawRates(random: SeededRandom): { readonly faultyRate: number; readonly noiseRate: number } {
  return {
    faultyRate: random.happens(0.5) ? 0 : random.next() * 0.2,
    noiseRate: random.happens(0.1) ? 0.05 : 0,
  };
}
