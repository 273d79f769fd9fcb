import { globSync, readFileSync } from "node:fs";
import type { LimitRow } from "../limit.ts";
import type { MemoryResults } from "../memory.ts";
import type { PaceResults } from "../pace.ts";
import type { PipelineRow } from "../pipeline.ts";
import type { PodsRow } from "../pods.ts";
import type { RequestsRow } from "../requests.ts";
import type { StartRow } from "../start.ts";
import type { StreamsResults } from "../streams.ts";
import type { Measured } from "../write-results.ts";

const FOLDER = new URL("../results/", import.meta.url);

interface Rows<Row> {
  readonly rows: readonly Row[];
}

type LimitResults = Measured & Rows<LimitRow>;

/** What the benchmarks have written. */
export interface AllResults {
  readonly limitUsual: LimitResults;
  readonly limitReal: LimitResults;
  /** One for each plan that was measured. */
  readonly limitPlans: readonly LimitResults[];
  readonly requests: Measured & Rows<RequestsRow> & { readonly records: number };
  readonly pipeline: Measured & Rows<PipelineRow> & { readonly records: number; readonly runs: number };
  readonly memory: readonly (Measured & MemoryResults & { readonly name: string })[];
  readonly start: Measured & Rows<StartRow> & { readonly runs: number };
  readonly startImage: Measured & Rows<StartRow> & { readonly runs: number; readonly ownKilobytes: number };
  readonly pace: Measured & PaceResults;
  readonly streams: Measured & StreamsResults;
  readonly pods: Measured & Rows<PodsRow>;
}

export function readAllResults(): AllResults {
  return {
    limitUsual: read("limit-usual"),
    limitReal: read("limit-real"),
    limitPlans: namesOf("limit-[0-9]*").map((name) => read(name)),
    requests: read("requests"),
    pipeline: read("pipeline"),
    memory: namesOf("memory-*").map((file) => ({ ...read(file), name: file.replace("memory-", "") })),
    start: read("start"),
    startImage: read("start-image"),
    pace: read("pace"),
    streams: read("streams"),
    pods: read("pods"),
  };
}

/** By their first number, then by name. */
function namesOf(pattern: string): readonly string[] {
  const names = globSync(`${pattern}.json`, { cwd: FOLDER }).map((file) => file.replace(/\.json$/, ""));
  return names.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

/** The shape is the one that its benchmark wrote. */
// oxlint-disable-next-line typescript/no-explicit-any -- of any benchmark
function read(name: string): any {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8"));
}
