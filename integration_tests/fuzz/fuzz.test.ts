import v8 from "node:v8";
import { runInNewContext } from "node:vm";
import { assert, asyncProperty } from "fast-check";
import { expect, test } from "vitest";
import { FuzzTally, expectSound } from "./fuzz-run.ts";
import { fuzzInput } from "./input.ts";

// The full test takes 100,000 lines: npm run test:fuzz. FUZZ_SEED repeats a seed that found a fault.
const LINES = Number(process.env["FUZZ_LINES"] ?? 600);
const FIRST_SEED = Number(process.env["FUZZ_SEED"] ?? 20_261_125);
const RUNS_PER_SEED = 10;
/** Shrinking an input of a megabyte could go on for hours; what it has found by then is printed. */
const LONGEST_SHRINK_MS = 120_000;
const HEAP_GROWTH_MB = 50;

function heapMegabytes(): number {
  v8.setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

test(
  `${LINES} mutated lines of input: no crash, no hang, and no state that is not true`,
  async () => {
    const tally = new FuzzTally();
    const seeds: number[] = [];
    let heapAtStart: number | undefined;
    while (tally.lines < LINES) {
      const seed = FIRST_SEED + seeds.length;
      seeds.push(seed);
      const property = asyncProperty(fuzzInput, (input) => expectSound(input, tally));
      await assert(property, { seed, numRuns: RUNS_PER_SEED, interruptAfterTimeLimit: LONGEST_SHRINK_MS });
      heapAtStart ??= heapMegabytes();
    }
    console.log(`Seeds ${FIRST_SEED} to ${seeds.at(-1)}: ${tally.toString()}.`);
    expect(heapMegabytes() - (heapAtStart ?? 0)).toBeLessThan(HEAP_GROWTH_MB);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  },
  60 * 60_000,
);
