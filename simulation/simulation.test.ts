import { describe, expect, test } from "vitest";
import { faultNames } from "zendesk-simulator";
import { mutatedSource } from "./mutants/apply-mutant.ts";
import { mutants } from "./mutants/mutants.ts";
import { simulate } from "./run/simulate-seed.ts";
import { type Task, drawScenario } from "./scenario/draw-scenario.ts";

/** Enough that each kind of scenario is among them, few enough for every test run. */
const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1);
const BATCH = 20;

async function violationsOf(tasks: readonly Task[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const task of tasks) {
    const { violations } = await simulate(drawScenario(task));
    found.push(...violations.map(({ invariant, what }) => `${JSON.stringify(task)}: ${invariant}: ${what}`));
  }
  return found;
}

describe("whole syncs on virtual time", () => {
  test.each(SEEDS.filter((seed) => seed % BATCH === 1))("keep every invariant (seeds from %i)", async (from) => {
    const seeds = SEEDS.slice(from - 1, from - 1 + BATCH);
    expect(await violationsOf(seeds.map((seed) => ({ kind: "seed", seed })))).toEqual([]);
  });

  test.each(faultNames)("lose nothing under the fault %s", async (fault) => {
    expect(await violationsOf([{ kind: "fault", fault, seed: 2 }])).toEqual([]);
  });

  test.each([1, 2, 3, 4, 5])("lose nothing under a mix of faults (seed %i)", async (seed) => {
    expect(await violationsOf([{ kind: "mix", seed }])).toEqual([]);
  });

  test.each([3, 14, 85])("are the same every time (seed %i)", async (seed) => {
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

test.each(mutants)("the bug $name can be put in", (mutant) => {
  expect(mutatedSource(mutant)).toContain(mutant.replace);
});
