import { parseArgs } from "node:util";
import { type FaultName, faultNames } from "zendesk-simulator";
import { table, writeSection } from "../../testing/documents/sections.ts";
import type { Task } from "../scenario/draw-scenario.ts";
import { printViolations } from "../print-violations.ts";
import type { TaskResult } from "../worker.ts";
import { runTasks } from "../workers.ts";
import { type FaultFigures, figuresOf } from "./fault-figures.ts";
import { faultNamed } from "./fault-named.ts";

const USAGE = `Every fault of the simulator alone, and mixes of them with kills, 2,000 records a run.

npm run test:faults -- [--runs 8] [--mixes 200] [--only FAULT] [--write]
`;
const HEAD = [
  "Fault",
  "Runs",
  "Records",
  "Strikes",
  "Lost",
  "Acknowledged but absent",
  "Double-counted",
  "Left out",
  "Outcome",
];
/** Faults that punish what the connector never does: it never sends a thing twice in one job. */
const NEVER_DUE: readonly string[] = ["job-failed-by-duplicates"] satisfies readonly FaultName[];
const MIXES = "mixes of 2 to 6, with kills";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "8" },
    mixes: { type: "string", default: "200" },
    only: { type: "string" },
    write: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(USAGE);
else await testFaults(values.only === undefined ? faultNames : [faultNamed(values.only)]);

async function testFaults(faults: readonly FaultName[]): Promise<void> {
  const alone = faults.flatMap((fault) =>
    seeds(Number(values.runs)).map((seed): Task => ({ kind: "fault", fault, seed })),
  );
  const mixes = seeds(Number(values.mixes)).map((seed): Task => ({ kind: "mix", seed }));
  const byRow = new Map<string, TaskResult[]>(
    [...faults, ...(mixes.length > 0 ? [MIXES] : [])].map((name) => [name, []]),
  );
  await runTasks({
    tasks: [...alone, ...mixes],
    goesOn: true,
    onResult: (result) => {
      byRow.get(result.task.kind === "fault" ? result.task.fault : MIXES)?.push(result);
      printViolations(result.task, result.violations);
      return true;
    },
  });
  const figures = [...byRow].map(([name, results]) => [name, figuresOf(results)] as const);
  const text = table(HEAD, figures.map(row));
  process.stdout.write(text);
  const odd = figures.filter(([name, { strikes }]) => (strikes === 0) !== NEVER_DUE.includes(name));
  for (const [name, { strikes }] of odd) process.stdout.write(`The fault ${name} struck ${strikes} times.\n`);
  if (odd.length > 0) process.exitCode = 1;
  if (values.write) writeSection("docs/reliability.md", "faults", text);
}

function row([name, figures]: readonly [string, FaultFigures]): (string | number)[] {
  const { absent, doubleCounted, leftOut, lost, outcome, records, runs, strikes } = figures;
  return [name, runs, records, strikes, lost, absent, doubleCounted, leftOut, outcome];
}

function seeds(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
