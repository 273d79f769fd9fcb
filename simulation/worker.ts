import { parentPort } from "node:worker_threads";
import { type SeedResult, simulate } from "./run/simulate-seed.ts";
import { drawScenario } from "./scenario/draw-scenario.ts";

/** Seeds from `from` up to, and without, `to`. */
export interface SeedBatch {
  readonly from: number;
  readonly to: number;
}

parentPort?.on("message", ({ from, to }: SeedBatch) => {
  void answerBatch(from, to);
});

async function answerBatch(from: number, to: number): Promise<void> {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(await runBatch(from, to));
}

async function runBatch(from: number, to: number): Promise<readonly SeedResult[]> {
  const results: SeedResult[] = [];
  for (let seed = from; seed < to; seed++) results.push(await simulate(drawScenario(seed)));
  return results;
}
