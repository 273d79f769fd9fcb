import { jobsPerSecond, idealMs } from "./limit/ideal.ts";
import type { MeasuredSync } from "./limit/measured-sync.ts";
import { syncInRealTime } from "./limit/real-sync.ts";
import {
  type LimitScenario,
  PLANS,
  ROWS,
  nameOf,
  realScenarios,
  scenariosOf,
  usualScenarios,
} from "./limit/scenario.ts";
import { syncOnVirtualTime } from "./limit/virtual-sync.ts";
import { median } from "./median.ts";
import { ROUND_TRIP_MS } from "./virtual-time.ts";
import { writeResults } from "./write-results.ts";

/** How long a sync may take, over the ideal: where polls show the progress of jobs, and where they do not. */
const GOAL = { seen: 1.02, unseen: 1.05 };
const IDEAL_SECONDS = 60;
/** If calls are counted, a minute's 30 are sent at once, and the limit shows only in the minutes after it. */
const IDEAL_SECONDS_OF_CALLS = 180;
const FEWEST_JOBS = 30;
const MAX_JOBS = 600;
const SEEDS = [1, 2, 3];
/** Of the accounts of a plan, there are too many for several seeds. */
const ONE_SEED = [1];

export interface LimitRow {
  readonly scenario: LimitScenario;
  readonly jobs: number;
  /** The time it took, over the ideal. */
  readonly ratio: number;
  readonly goal: number;
  readonly "requests per 1,000": number;
  readonly "polls per 1,000": number;
  readonly refusals: number;
}

type Measure = (scenario: LimitScenario, records: number, seed: number) => Promise<MeasuredSync>;

interface Choice {
  readonly scenarios: readonly LimitScenario[];
  readonly measure: Measure;
  readonly roundTripMs: number;
  readonly seeds: readonly number[];
}

/**
 * How long does a sync of new users take, over the ideal that the limits allow? On virtual time, in the usual accounts. With a
 * plan such as `400`, in every account with so many requests a minute. With `all`, in those of all plans, which takes some ten
 * minutes. With `real`, in four of the usual ones in real time, which takes a quarter of an hour. Returns whether the goals are
 * met.
 */
export async function benchLimit([option = "usual"]: readonly string[]): Promise<boolean> {
  const options = option === "all" ? PLANS.map(String) : [option];
  const areMet: boolean[] = [];
  for (const each of options) areMet.push(await benchOption(each));
  return areMet.every(Boolean);
}

async function benchOption(option: string): Promise<boolean> {
  const choice = choiceOf(option);
  const rows: LimitRow[] = [];
  for (const scenario of choice.scenarios) rows.push(await rowOf(scenario, choice));
  console.table(Object.fromEntries(rows.map(({ scenario, ...figures }) => [nameOf(scenario), figures])));
  writeResults(`limit-${option}`, { roundTripMs: choice.roundTripMs, rows });
  const missed = rows.filter(({ goal, ratio }) => ratio > goal);
  console.log(`${rows.length - missed.length} of ${rows.length} scenarios meet their goal.`);
  return missed.length === 0;
}

function choiceOf(option: string): Choice {
  const virtual = { measure: syncOnVirtualTime, roundTripMs: ROUND_TRIP_MS, seeds: SEEDS };
  if (option === "usual") return { ...virtual, scenarios: usualScenarios() };
  const plan = PLANS.find((requests) => String(requests) === option);
  if (plan !== undefined) return { ...virtual, seeds: ONE_SEED, scenarios: scenariosOf(plan) };
  // The connector and the simulator are on one machine.
  if (option === "real") return { measure: syncInRealTime, roundTripMs: 0, seeds: SEEDS, scenarios: realScenarios() };
  throw new Error(`The benchmark limit takes all, real or a plan of ${PLANS.join(", ")}, not ${option}.`);
}

/** Medians over the seeds. */
async function rowOf(scenario: LimitScenario, { measure, roundTripMs, seeds }: Choice): Promise<LimitRow> {
  const seconds = scenario.reading === "in-flight" ? IDEAL_SECONDS : IDEAL_SECONDS_OF_CALLS;
  const jobs = Math.ceil(jobsPerSecond(scenario, roundTripMs) * seconds);
  const bounded = Math.min(MAX_JOBS, Math.max(FEWEST_JOBS, jobs, 3 * scenario.slots));
  const runs: (MeasuredSync & { readonly ratio: number })[] = [];
  for (const seed of seeds) {
    const run = await measure(scenario, bounded * ROWS, seed);
    runs.push({ ...run, ratio: run.tookMs / idealMs(scenario, run.jobsMs, roundTripMs) });
  }
  const thousands = (bounded * ROWS) / 1000;
  return {
    scenario,
    jobs: bounded,
    ratio: rounded(median(runs.map(({ ratio }) => ratio)), 1000),
    goal: scenario.isProgressSeen ? GOAL.seen : GOAL.unseen,
    "requests per 1,000": rounded(median(runs.map(({ requests }) => requests)) / thousands, 10),
    "polls per 1,000": rounded(median(runs.map(({ polls }) => polls)) / thousands, 10),
    refusals: Math.max(...runs.map(({ refusals }) => refusals)),
  };
}

function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
