import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Task } from "./scenario/draw-scenario.ts";
import type { TaskResult, WorkerData } from "./worker.ts";

/** Tasks that a worker runs before it reports. */
const BATCH = 10;
/** Real time: a task takes a tenth of a second. */
const MAX_WAIT_MS = 120_000;

export interface WorkersOptions extends Partial<WorkerData> {
  readonly tasks: readonly Task[];
  /** Called with each task's result. Returning false stops everything. */
  readonly onResult: (result: TaskResult) => boolean;
}

/** Runs tasks on every core. */
export async function runTasks({ tasks, mutant, goesOn = false, onResult }: WorkersOptions): Promise<void> {
  let next = 0;
  let isOver = false;
  const take = (): readonly Task[] => {
    const batch = isOver ? [] : tasks.slice(next, next + BATCH);
    next += batch.length;
    return batch;
  };
  const note = (results: readonly TaskResult[]): void => {
    for (const result of results) if (!isOver && !onResult(result)) isOver = true;
  };
  const count = Math.min(availableParallelism(), Math.ceil(tasks.length / BATCH));
  const data = { mutant, goesOn };
  await Promise.all(Array.from({ length: count }, () => runWorker(data, take, note)));
}

async function runWorker(
  workerData: WorkerData,
  take: () => readonly Task[],
  note: (results: readonly TaskResult[]) => void,
): Promise<void> {
  const worker = new Worker(new URL("worker.ts", import.meta.url), { workerData });
  try {
    for (let batch = take(); batch.length > 0; batch = take()) note(await resultsOf(worker, batch));
  } finally {
    await worker.terminate();
  }
}

function resultsOf(worker: Worker, batch: readonly Task[]): Promise<readonly TaskResult[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly TaskResult[]>();
  const overdue = setTimeout(() => {
    reject(new Error(`these have not ended in ${MAX_WAIT_MS / 1000} s, one of them never: ${JSON.stringify(batch)}`));
  }, MAX_WAIT_MS);
  const died = (cause: unknown): void =>
    reject(new Error(`a worker died of one of ${JSON.stringify(batch)}`, { cause }));
  worker.once("message", resolve);
  worker.once("error", died);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  worker.postMessage(batch);
  return promise.finally(() => {
    clearTimeout(overdue);
    worker.off("message", resolve);
    worker.off("error", died);
  });
}
