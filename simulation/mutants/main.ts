import { parseArgs } from "node:util";
import { table, writeSection } from "../../testing/documents/sections.ts";
import { runTasks } from "../workers.ts";
import { mutatedSource } from "./apply-mutant.ts";
import type { Mutant } from "./mutant.ts";
import { mutantNamed, mutants } from "./mutants.ts";
import { type Hunt, huntByTest } from "./hunt-by-test.ts";

const USAGE = `Puts bugs into the connector, one at a time, and sees whether the simulation finds them.

npm run simulate:mutants -- [--seeds 1000] [--only NAME] [--write]
`;

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    only: { type: "string" },
    write: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(USAGE);
else await huntAll();

async function huntAll(): Promise<void> {
  const chosen = values.only === undefined ? mutants : [mutantNamed(values.only)];
  // All of them are checked before the first one runs.
  for (const mutant of chosen) mutatedSource(mutant);
  const hunts: Hunt[] = [];
  for (const mutant of chosen) {
    const hunted =
      mutant.test === undefined ? await hunt(mutant, Number(values.seeds)) : huntByTest(mutant, mutant.test);
    hunts.push(hunted);
    process.stdout.write(`${mutant.name}: ${hunted.foundBy ?? "SURVIVED"} (${hunted.sign})\n`);
    if (hunted.foundBy === undefined) process.exitCode = 1;
  }
  if (!values.write) return;
  const rows = hunts.map(({ mutant, foundBy = "nothing", sign }) => [mutant.bug, foundBy, sign]);
  writeSection("docs/reliability.md", "mutants", table(["Deliberate bug", "Found by", "What did not hold"], rows));
}

async function hunt(mutant: Mutant, seeds: number): Promise<Hunt> {
  let first: { seed: number; sign: string } | undefined;
  let done = 0;
  try {
    await runTasks({
      tasks: Array.from({ length: seeds }, (_, index) => ({ kind: "seed", seed: index + 1 })),
      mutant: mutant.name,
      onResult: ({ seed, violations: [violation] }) => {
        done += 1;
        if (violation) first = { seed, sign: violation.invariant };
        return first === undefined;
      },
    });
  } catch (error) {
    if (error instanceof Error && error.cause instanceof SyntaxError) throw error;
    // A bug that makes the process spin or crash is found too.
    first ??= { seed: done + 1, sign: "no crash" };
  }
  return { mutant, foundBy: first && `seed ${first.seed}`, sign: first?.sign ?? `nothing in ${seeds} seeds` };
}
