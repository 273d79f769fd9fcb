import { parentPort, workerData } from "node:worker_threads";
import { applyMutant } from "./mutants/apply-mutant.ts";
import { mutantNamed } from "./mutants/mutants.ts";
import type { SeedResult } from "./run/seed-result.ts";
import type { Task } from "./scenario/draw-scenario.ts";

export interface WorkerData {
  /** The name of the bug to apply. */
  readonly mutant: string | undefined;
  /** Whether runs continue after the first invariant that does not hold. */
  readonly goesOn: boolean;
}

export interface TaskResult extends SeedResult {
  readonly task: Task;
}

const { mutant, goesOn } = workerData as WorkerData;
if (mutant !== undefined) applyMutant(mutantNamed(mutant));

parentPort?.on("message", (tasks: readonly Task[]) => {
  void answer(tasks);
});

async function answer(tasks: readonly Task[]): Promise<void> {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(await runTasks(tasks));
}

async function runTasks(tasks: readonly Task[]): Promise<readonly TaskResult[]> {
  // Imported only now, so that it contains the bug.
  const [{ drawScenario }, { simulate }] = await Promise.all([
    import("./scenario/draw-scenario.ts"),
    import("./run/simulate-seed.ts"),
  ]);
  const results: TaskResult[] = [];
  for (const task of tasks) results.push({ task, ...(await simulate(drawScenario(task), { goesOn })) });
  return results;
}
