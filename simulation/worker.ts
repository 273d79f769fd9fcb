import { parentPort, workerData } from "node:worker_threads";
import { applyMutant } from "./mutants/apply-mutant.ts";
import { mutantNamed } from "./mutants/mutants.ts";
import type { SeedResult } from "./run/simulate-seed.ts";

/** Seeds from `from` up to, and without, `to`. */
export interface SeedBatch {
  readonly from: number;
  readonly to: number;
}

export interface WorkerData {
  /** The name of a bug to put in. */
  readonly mutant: string | undefined;
}

const { mutant } = workerData as WorkerData;
if (mutant !== undefined) applyMutant(mutantNamed(mutant));

parentPort?.on("message", ({ from, to }: SeedBatch) => {
  void answerBatch(from, to);
});

async function answerBatch(from: number, to: number): Promise<void> {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(await runBatch(from, to));
}

async function runBatch(from: number, to: number): Promise<readonly SeedResult[]> {
  // Imported only now, with the bug in it.
  const [{ drawScenario }, { simulate }] = await Promise.all([
    import("./scenario/draw-scenario.ts"),
    import("./run/simulate-seed.ts"),
  ]);
  const results: SeedResult[] = [];
  for (let seed = from; seed < to; seed++) results.push(await simulate(drawScenario(seed)));
  return results;
}
