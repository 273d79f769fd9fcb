// npm run bench: every benchmark, one after the other. npm run bench -- start 15: one of them, with its arguments.
import { benchGuard } from "./guard.ts";
import { benchLimit } from "./limit.ts";
import { benchMemory } from "./memory.ts";
import { benchPace } from "./pace.ts";
import { benchPage } from "./page/render.ts";
import { benchPipeline } from "./pipeline.ts";
import { benchPods } from "./pods.ts";
import { benchRequests } from "./requests.ts";
import { benchStart } from "./start.ts";
import { benchStreams } from "./streams.ts";

/** Each returns whether the figures are within its limits. */
type Benchmark = (args: readonly string[]) => Promise<boolean>;

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  guard: benchGuard,
  start: benchStart,
  pipeline: benchPipeline,
  limit: benchLimit,
  requests: benchRequests,
  memory: benchMemory,
  pace: benchPace,
  streams: benchStreams,
  pods: benchPods,
  page: benchPage,
};

const [name, ...args] = process.argv.slice(2);
if (name === undefined) {
  for (const [each, bench] of Object.entries(BENCHMARKS)) {
    console.log(`\n${each}`);
    note(await bench([]));
  }
} else {
  note(await benchmarkOf(name)(args));
}

function benchmarkOf(named: string): Benchmark {
  const bench = BENCHMARKS[named];
  if (bench !== undefined) return bench;
  throw new Error(`${named} is not a benchmark. Choose one of ${Object.keys(BENCHMARKS).join(", ")}.`);
}

function note(isWithin: boolean): void {
  if (!isWithin) process.exitCode = 1;
}
