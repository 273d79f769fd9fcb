import { type LimitScenario, ROWS, SHARE } from "./scenario.ts";

const JOBS_PER_MINUTE = 30;
const MINUTE_MS = 60_000;
const BISECTIONS = 50;

/** How many jobs per second the limits allow. */
export function jobsPerSecond(scenario: LimitScenario, roundTripMs: number): number {
  const { reading, recordsPerSecond } = scenario;
  const calls = reading === "calls-per-minute" ? JOBS_PER_MINUTE / 60 : Infinity;
  return Math.min(recordsPerSecond / ROWS, calls, ofPlaces(scenario, roundTripMs));
}

/**
 * How long a sync would take that knows when each job ends, and sends the next one as soon as every limit allows it. Counted
 * from the first job until the news that the last one has ended. `jobsMs` says how long each job takes.
 */
export function idealMs(scenario: LimitScenario, jobsMs: readonly number[], roundTripMs: number): number {
  const perSecond = jobsPerSecond(scenario, roundTripMs);
  const spacingMs = 1000 / Math.min(scenario.recordsPerSecond / ROWS, requestsFor(scenario));
  const newsMs = roundTripMs + waitForPollMs(scenario, perSecond);
  const places = Array.from({ length: scenario.slots }, () => 0);
  const accepted: number[] = [];
  let lastEnd = 0;
  let minute = { startAt: 0, first: 0 };
  for (const [number, jobMs] of jobsMs.entries()) {
    if (isMinuteOver(scenario, number)) minute = { startAt: nextMinuteAt(accepted), first: number };
    const place = places.indexOf(Math.min(...places));
    const startAt = Math.max(places[place] ?? 0, minute.startAt + (number - minute.first) * spacingMs);
    accepted.push(startAt);
    places[place] = startAt + jobMs + newsMs;
    lastEnd = Math.max(lastEnd, startAt + jobMs);
  }
  return lastEnd + roundTripMs / 2;
}

/** A place is free again when the news of a job's end and the next job have travelled, half of a round trip each. */
function ofPlaces(scenario: LimitScenario, roundTripMs: number): number {
  let [least, most] = [0, requestsFor(scenario)];
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (least + most) / 2;
    const takesMs = scenario.jobSeconds * 1000 + roundTripMs + waitForPollMs(scenario, middle);
    if ((middle * takesMs) / 1000 > scenario.slots) most = middle;
    else least = middle;
  }
  return least;
}

/** Jobs per second for which there are requests: one for each, and one poll for as many as can be in flight. */
function requestsFor(scenario: LimitScenario): number {
  return requestsPerSecond(scenario) / (1 + 1 / scenario.slots);
}

/**
 * If there are fewer polls than jobs, the end of a job waits for a poll that shows several. Even jobs that are sent together
 * end together, and need not wait.
 */
function waitForPollMs(scenario: LimitScenario, jobs: number): number {
  if (scenario.isEven) return 0;
  const polls = requestsPerSecond(scenario) - jobs;
  return Math.max(0, (1000 / polls - 1000 / jobs) / 2);
}

function requestsPerSecond({ requestsPerMinute }: LimitScenario): number {
  return (requestsPerMinute * SHARE) / 60;
}

/** Whether calls are counted, and the jobs before this one are the calls of whole minutes. */
function isMinuteOver({ reading }: LimitScenario, number: number): boolean {
  return reading === "calls-per-minute" && number > 0 && number % JOBS_PER_MINUTE === 0;
}

/** A minute begins with its first call, and the next one after its end. */
function nextMinuteAt(accepted: readonly number[]): number {
  return (accepted.at(-JOBS_PER_MINUTE) ?? 0) + MINUTE_MS;
}
