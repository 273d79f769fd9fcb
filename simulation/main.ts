import { parseArgs } from "node:util";
import { NOTHING, sum } from "./run/coverage.ts";
import { type SeedResult, simulate } from "./run/simulate-seed.ts";
import { drawScenario } from "./scenario/draw-scenario.ts";
import { coverageText } from "./coverage-text.ts";
import { runSeeds } from "./workers.ts";

/** More of them seldom tell more. */
const MOST_FAILURES = 5;
const TOLD_EVERY = 500;

const USAGE = `Whole syncs on virtual time, each drawn from a seed.

npm run simulate -- --seeds 10000 [--from 1]    many seeds, on every core
npm run simulate -- --seed 4711 [--verbose]     one seed again, with all that happens in it
`;

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    verbose: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(USAGE);
else if (values.seed === undefined) await simulateMany(wholeNumber(values.from), wholeNumber(values.seeds));
else await simulateOne(wholeNumber(values.seed), values.verbose);

async function simulateOne(seed: number, verbose: boolean): Promise<void> {
  const result = await simulate(
    drawScenario(seed),
    verbose ? (event) => process.stdout.write(`${event}\n`) : undefined,
  );
  tellFailure(result);
  process.stdout.write(coverageText(result.coverage));
}

async function simulateMany(from: number, seeds: number): Promise<void> {
  const startedAt = performance.now();
  let coverage = NOTHING;
  let done = 0;
  let failures = 0;
  await runSeeds({
    from,
    seeds,
    onResult: (result) => {
      coverage = sum(coverage, result.coverage);
      done += 1;
      if (result.violation) failures += 1;
      tellFailure(result);
      if (done % TOLD_EVERY === 0) {
        const seconds = Math.round((performance.now() - startedAt) / 1000);
        process.stdout.write(`${done} of ${seeds} seeds in ${seconds} s\n`);
      }
      return failures < MOST_FAILURES;
    },
  });
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  process.stdout.write(`\n${done} seeds in ${seconds} s, ${failures} with an invariant that did not hold\n`);
  process.stdout.write(coverageText(coverage));
}

function tellFailure({ seed, violation }: SeedResult): void {
  if (!violation) return;
  process.exitCode = 1;
  process.stdout.write(
    `seed ${seed}, after ${(violation.afterMs / 1000).toFixed(3)} s: "${violation.invariant}" does not hold: ${violation.what}\n` +
      `  npm run simulate -- --seed ${seed} --verbose\n`,
  );
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`"${text}" is no whole number.\n\n${USAGE}`);
}
