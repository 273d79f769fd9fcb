import { type PodsRun, secondsOf, slowestOverMean, sumOf, usedTogether } from "./pods/pods-run.ts";
import { runPods } from "./pods/virtual-pods.ts";
import { readCount } from "./read-count.ts";
import { writeResults } from "./write-results.ts";

/**
 * How much of what the account allows they must and may use together, how much longer the slowest may take, and how often one may be
 * refused.
 */
export const GOALS = { least: 0.95, most: 1.05, slowest: 1.25, refusals: 2 };
const PODS = [3, 10, 100];
const REQUESTS_PER_MINUTE = 700;
const JOBS_IN_FLIGHT = 30;
/** The default of `rate_limit_percent`. */
const SHARE = 0.6;
const RECORDS = 80_000;
/** Each sends several rounds of jobs. */
const FEWEST_RECORDS_EACH = 3000;

/** What a sync waits for in an account: requests where jobs are short, jobs in flight where they are long. */
const ACCOUNTS = [
  { binding: "requests", jobSeconds: 4 },
  { binding: "jobs", jobSeconds: 20 },
];
type Account = (typeof ACCOUNTS)[number];

/**
 * Connectors with default settings, but without a pace, on one account on virtual time. They know nothing of each other. How
 * much of the account's limits do they use together, how evenly, and how often is one of them refused? Returns whether the goals
 * are met.
 */
export async function benchPods([count]: readonly string[]): Promise<boolean> {
  const numbers = count === undefined ? PODS : [readCount(count, { otherwise: 3, least: 2 })];
  const rows: PodsRow[] = [];
  for (const account of ACCOUNTS) {
    for (const pods of numbers) rows.push(await rowOf(account, pods));
  }
  console.table(rows);
  writeResults("pods", { goals: GOALS, rows });
  const missed = rows.filter((row) => !isMet(row));
  console.log(`${rows.length - missed.length} of ${rows.length} rows meet their goals.`);
  return missed.length === 0;
}

export interface PodsRow {
  readonly binding: string;
  readonly connectors: number;
  /** Requests, or jobs in flight, over those that the account allows. */
  readonly "used of allowed": number;
  readonly "slowest / mean": number;
  readonly "refusals, most": number;
  readonly "refusals, mean": number;
  readonly "of these, rate limit": number;
  readonly "records/s": number;
  readonly "requests per 1,000": number;
}

async function rowOf(account: Account, pods: number): Promise<PodsRow> {
  const { binding, jobSeconds } = account;
  const recordsEach = Math.max(FEWEST_RECORDS_EACH, Math.ceil(RECORDS / pods / 100) * 100);
  const ran = await runPods({
    pods,
    recordsEach,
    account: {
      requestsPerMinute: REQUESTS_PER_MINUTE,
      jobsInFlight: JOBS_IN_FLIGHT,
      workers: JOBS_IN_FLIGHT,
      jobsKept: 10_000,
      jobDelaySeconds: { min: 0, max: 0 },
      rowMilliseconds: jobSeconds * 10,
      rowJitter: 0.5,
    },
    seed: 1,
  });
  return { binding, connectors: pods, ...figuresOf(ran, binding, (recordsEach * pods) / 1000) };
}

function figuresOf(ran: PodsRun, binding: string, thousands: number): Omit<PodsRow, "binding" | "connectors"> {
  const { inFlight, perMinute } = usedTogether(ran);
  const used = binding === "requests" ? perMinute / (REQUESTS_PER_MINUTE * SHARE) : inFlight / JOBS_IN_FLIGHT;
  const refusals = ran.pods.map(({ jobRefusals, requestRefusals }) => jobRefusals + requestRefusals);
  return {
    "used of allowed": rounded(used),
    "slowest / mean": rounded(slowestOverMean(ran)),
    "refusals, most": Math.max(...refusals),
    "refusals, mean": rounded(sumOf(refusals) / refusals.length),
    "of these, rate limit": sumOf(ran.pods.map(({ requestRefusals }) => requestRefusals)),
    "records/s": Math.round((thousands * 1000) / secondsOf(ran)),
    "requests per 1,000": rounded(sumOf(ran.pods.map(({ requestTimes }) => requestTimes.length)) / thousands),
  };
}

export function isUseMet(row: PodsRow): boolean {
  return row["used of allowed"] >= GOALS.least && row["used of allowed"] <= GOALS.most;
}

function isMet(row: PodsRow): boolean {
  return isUseMet(row) && row["slowest / mean"] <= GOALS.slowest && row["refusals, most"] <= GOALS.refusals;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
