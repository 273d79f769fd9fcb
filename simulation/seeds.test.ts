import { describe, expect, test } from "vitest";
import { simulate } from "./run/simulate-seed.ts";
import { violationsOf } from "./run/violations-of.ts";
import { drawScenario } from "./scenario/draw-scenario.ts";

/** Enough for each kind of scenario, few enough for every test run. */
const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1);
const BATCH = 20;

describe("whole syncs on virtual time", () => {
  test.each(SEEDS.filter((seed) => seed % BATCH === 1))("keep every invariant (seeds from %i)", async (from) => {
    const seeds = SEEDS.slice(from - 1, from - 1 + BATCH);
    expect(await violationsOf(seeds.map((seed) => ({ kind: "seed", seed })))).toEqual([]);
  });

  test("keep every invariant while others change the same users", async () => {
    const scenarios = SEEDS.map((seed) => drawScenario({ kind: "seed", seed }));
    const changed = scenarios.filter(({ othersChanges }) => othersChanges.length > 5);
    let changes = 0;
    for (const scenario of changed) {
      const { coverage, violations } = await simulate(scenario);
      expect(violations).toEqual([]);
      changes += coverage.counts.othersChanges;
    }
    expect(changes).toBeGreaterThan(0);
  });

  test.each([3, 14, 147])("are the same every time (seed %i)", async (seed) => {
    const runs = [];
    for (let run = 0; run < 2; run++) {
      const events: string[] = [];
      await simulate(drawScenario({ kind: "seed", seed }), { tell: (event) => events.push(event) });
      runs.push(events);
    }
    expect(runs[0]?.length).toBeGreaterThan(20);
    expect(runs[1]).toEqual(runs[0]);
  });
});
