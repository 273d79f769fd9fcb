import { parseArgs } from "node:util";
import type { SeedResult } from "../run/simulate-seed.ts";
import { runSeeds } from "../workers.ts";
import { mutatedSource } from "./apply-mutant.ts";
import { type Mutant, mutants } from "./mutants.ts";

const { values } = parseArgs({
  options: { seeds: { type: "string", default: "1000" }, only: { type: "string" } },
});

const chosen = mutants.filter(({ name }) => values.only === undefined || name === values.only);
// All of them are looked at before the first is run.
for (const mutant of chosen) mutatedSource(mutant);
for (const mutant of chosen) await hunt(mutant, Number(values.seeds));

async function hunt({ bug, name }: Mutant, seeds: number): Promise<void> {
  let found: SeedResult | undefined;
  let tried = 0;
  try {
    await runSeeds({
      from: 1,
      seeds,
      mutant: name,
      onResult: (result) => {
        tried += 1;
        if (result.violation) found = result;
        return found === undefined;
      },
    });
  } catch (error) {
    process.stdout.write(`found     ${name} (${bug}): ${String(error)}\n`);
    return;
  }
  if (found?.violation) {
    const { invariant } = found.violation;
    process.stdout.write(
      `found     ${name} (${bug}): seed ${found.seed}, run ${tried}: "${invariant}" does not hold\n`,
    );
    return;
  }
  process.exitCode = 1;
  process.stdout.write(`SURVIVED  ${name} (${bug}): ${tried} seeds\n`);
}
