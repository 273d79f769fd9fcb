import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { SeedResult } from "./run/simulate-seed.ts";
import type { SeedBatch, WorkerData } from "./worker.ts";

/** Seeds that a worker runs before it reports. */
const BATCH = 10;
/** Real time: a seed takes a tenth of a second. */
const PATIENCE_MS = 120_000;

export interface WorkersOptions {
  readonly from: number;
  readonly seeds: number;
  /** The name of a bug to put in; undefined: none. */
  readonly mutant?: string | undefined;
  /** Told of each seed's result; false ends it all. */
  readonly onResult: (result: SeedResult) => boolean;
}

/** Runs seeds on every core. */
export async function runSeeds({ from, seeds, mutant, onResult }: WorkersOptions): Promise<void> {
  let next = from;
  let isOver = false;
  const take = (): SeedBatch | undefined => {
    if (isOver || next >= from + seeds) return undefined;
    const batch = { from: next, to: Math.min(next + BATCH, from + seeds) };
    next = batch.to;
    return batch;
  };
  const note = (results: readonly SeedResult[]): void => {
    for (const result of results) if (!isOver && !onResult(result)) isOver = true;
  };
  const count = Math.min(availableParallelism(), Math.ceil(seeds / BATCH));
  await Promise.all(Array.from({ length: count }, () => runWorker({ take, note, mutant })));
}

interface WorkerRun {
  readonly take: () => SeedBatch | undefined;
  readonly note: (results: readonly SeedResult[]) => void;
  readonly mutant: string | undefined;
}

async function runWorker({ take, note, mutant }: WorkerRun): Promise<void> {
  const worker = new Worker(new URL("worker.ts", import.meta.url), { workerData: { mutant } satisfies WorkerData });
  try {
    for (let batch = take(); batch !== undefined; batch = take()) note(await resultsOf(worker, batch));
  } finally {
    await worker.terminate();
  }
}

function resultsOf(worker: Worker, batch: SeedBatch): Promise<readonly SeedResult[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly SeedResult[]>();
  const overdue = setTimeout(() => {
    reject(new Error(`the seeds ${batch.from} to ${batch.to - 1} have not ended in ${PATIENCE_MS / 1000} s`));
  }, PATIENCE_MS);
  worker.once("message", resolve);
  worker.once("error", reject);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  worker.postMessage(batch);
  return promise.finally(() => {
    clearTimeout(overdue);
    worker.off("message", resolve);
    worker.off("error", reject);
  });
}
