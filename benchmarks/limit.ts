import { jobsPerSecond, idealMs } from "./limit/ideal.ts";
import type { MeasuredSync } from "./limit/measured-sync.ts";
import { syncInRealTime } from "./limit/real-sync.ts";
import { type LimitScenario, ROWS, allScenarios, nameOf, realScenarios, usualScenarios } from "./limit/scenario.ts";
import { ROUND_TRIP_MS, syncOnVirtualTime } from "./limit/virtual-sync.ts";
import { median } from "./median.ts";
import { writeResults } from "./write-results.ts";

/** How long a sync may take, over the ideal: where polls show the progress of jobs, and where they do not. */
const GOAL = { seen: 1.02, unseen: 1.05 };
const IDEAL_SECONDS = 60;
const FEWEST_JOBS = 30;
const MOST_JOBS = 600;
const SEEDS = [1, 2, 3];

interface Row {
  readonly scenario: string;
  readonly jobs: number;
  /** The time it took, over the ideal. */
  readonly ratio: number;
  readonly goal: number;
  readonly "requests per 1,000": number;
  readonly "polls per 1,000": number;
  readonly refusals: number;
}

type Measure = (scenario: LimitScenario, records: number, seed: number) => Promise<MeasuredSync>;

/**
 * How long does a sync of new users take, over the ideal that the limits allow? On virtual time, and four scenarios in real
 * time. `all`: every combination, which takes some ten minutes. Returns whether the goals are met on virtual time.
 */
export async function benchLimit([option]: readonly string[]): Promise<boolean> {
  if (option !== undefined && option !== "all") throw new Error(`The benchmark limit takes only all, not ${option}.`);
  const scenarios = option === "all" ? allScenarios() : usualScenarios();
  const virtual = await rowsOf(scenarios, syncOnVirtualTime, ROUND_TRIP_MS);
  print(virtual);
  const real = await rowsOf(realScenarios(), syncInRealTime, 0);
  console.log("In real time, on this machine:");
  print(real);
  writeResults(option === "all" ? "limit-all" : "limit", { roundTripMs: ROUND_TRIP_MS, virtual, real });
  const missed = virtual.filter(({ goal, ratio }) => ratio > goal);
  console.log(`${virtual.length - missed.length} of ${virtual.length} scenarios meet their goal on virtual time.`);
  return missed.length === 0;
}

async function rowsOf(scenarios: readonly LimitScenario[], measure: Measure, roundTripMs: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const scenario of scenarios) rows.push(await rowOf(scenario, measure, roundTripMs));
  return rows;
}

/** Medians over three seeds. */
async function rowOf(scenario: LimitScenario, measure: Measure, roundTripMs: number): Promise<Row> {
  const jobs = Math.ceil(jobsPerSecond(scenario, roundTripMs) * IDEAL_SECONDS);
  const bounded = Math.min(MOST_JOBS, Math.max(FEWEST_JOBS, jobs, 3 * scenario.slots));
  const runs: (MeasuredSync & { readonly ratio: number })[] = [];
  for (const seed of SEEDS) {
    const run = await measure(scenario, bounded * ROWS, seed);
    runs.push({ ...run, ratio: run.tookMs / idealMs(scenario, run.jobsMs, roundTripMs) });
  }
  const thousands = (bounded * ROWS) / 1000;
  return {
    scenario: nameOf(scenario),
    jobs: bounded,
    ratio: rounded(median(runs.map(({ ratio }) => ratio)), 1000),
    goal: scenario.isProgressSeen ? GOAL.seen : GOAL.unseen,
    "requests per 1,000": rounded(median(runs.map(({ requests }) => requests)) / thousands, 10),
    "polls per 1,000": rounded(median(runs.map(({ polls }) => polls)) / thousands, 10),
    refusals: Math.max(...runs.map(({ refusals }) => refusals)),
  };
}

function print(rows: readonly Row[]): void {
  console.table(Object.fromEntries(rows.map(({ scenario, ...figures }) => [scenario, figures])));
}

function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
