import { parseArgs } from "node:util";
import { faultNamed } from "./faults/fault-named.ts";
import { coverageText } from "./coverage-text.ts";
import { writeSection } from "../testing/documents/sections.ts";
import { NOTHING, sum } from "./run/coverage.ts";
import { applyMutant } from "./mutants/apply-mutant.ts";
import { mutantNamed } from "./mutants/mutants.ts";
import { type Task, drawScenario } from "./scenario/draw-scenario.ts";
import { scenarioText } from "./shrink/scenario-text.ts";
import { printViolations } from "./print-violations.ts";
import { runTasks } from "./workers.ts";

/** More of them rarely show more. */
const MAX_FAILURES = 5;
const PROGRESS_EVERY = 500;

const USAGE = `Whole syncs on virtual time, each drawn from a seed.

npm run simulate -- --seeds 10000 [--from 1]              many seeds, on every core
npm run simulate -- --seed 4711 [--verbose]               one seed again, with all that happens in it
npm run simulate -- --seed 4711 --shrink                  of a seed that fails, the fewest faults and records that do
npm run simulate -- --seed 3 --fault job-ghost [--verbose] a run of "npm run test:faults" again
npm run simulate -- --seed 3 --mix [--verbose]            one of its mixes

--mutant NAME   with one of the bugs of simulation/mutants put in
--write         puts the figures into docs/reliability.md
`;

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    fault: { type: "string" },
    mix: { type: "boolean", default: false },
    mutant: { type: "string" },
    shrink: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(USAGE);
else if (values.seed === undefined) await simulateMany(wholeNumber(values.from), wholeNumber(values.seeds));
else await simulateOne(taskOf(wholeNumber(values.seed)), values.verbose);

function taskOf(seed: number): Task {
  if (values.fault !== undefined) return { kind: "fault", fault: faultNamed(values.fault), seed };
  return { kind: values.mix ? "mix" : "seed", seed };
}

async function simulateOne(task: Task, isVerbose: boolean): Promise<void> {
  if (values.mutant !== undefined) applyMutant(mutantNamed(values.mutant));
  // Imported only now, so that it contains the bug.
  const { simulate } = await import("./run/simulate-seed.ts");
  const tell = (event: string): boolean => process.stdout.write(`${event}\n`);
  const options = isVerbose ? { tell } : {};
  const scenario = drawScenario(task);
  const { coverage, violations } = await simulate(scenario, values.shrink ? {} : options);
  printViolations(task, violations);
  process.stdout.write(coverageText(coverage));
  const [violation] = violations;
  if (!values.shrink || !violation) return;
  const { shrinkScenario } = await import("./shrink/shrink-scenario.ts");
  const smallest = await shrinkScenario(scenario, violation.invariant);
  process.stdout.write(`\nThe fewest that still fail:\n${scenarioText(smallest)}`);
  const last = await simulate(smallest, options);
  for (const { invariant, what } of last.violations) process.stdout.write(`"${invariant}" does not hold: ${what}\n`);
}

async function simulateMany(from: number, seeds: number): Promise<void> {
  const startedAt = performance.now();
  const seconds = (): number => Math.round((performance.now() - startedAt) / 1000);
  let coverage = NOTHING;
  let done = 0;
  let failures = 0;
  await runTasks({
    tasks: Array.from({ length: seeds }, (_, index) => ({ kind: "seed", seed: from + index })),
    mutant: values.mutant,
    onResult: (result) => {
      coverage = sum(coverage, result.coverage);
      done += 1;
      if (result.violations.length > 0) failures += 1;
      printViolations(result.task, result.violations);
      if (done % PROGRESS_EVERY === 0) process.stdout.write(`${done} of ${seeds} seeds in ${seconds()} s\n`);
      return failures < MAX_FAILURES;
    },
  });
  const figures = `${done.toLocaleString("en-US")} seeds in ${seconds()} s, ${failures} of them with an invariant that did not hold`;
  process.stdout.write(`\n${figures}\n${coverageText(coverage)}`);
  const section = `\`\`\`\n${figures}\n${coverageText(coverage)}\`\`\``;
  if (values.write) writeSection("docs/reliability.md", "coverage", section);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`"${text}" is not a whole number.\n\n${USAGE}`);
}
