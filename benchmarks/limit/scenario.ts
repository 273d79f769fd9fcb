import type { JobLimitReading, SimulatorOptions } from "zendesk-simulator";

/** Rows of a bulk job. */
export const ROWS = 100;
/** How much of the account's limit the connector may use by default. */
export const SHARE = 0.6;
/** The longest pace that the setting allows, which is none. */
export const NO_PACE = 100_000;

/** An account, and what the connector may do in it. */
export interface LimitScenario {
  readonly requestsPerMinute: number;
  readonly recordsPerSecond: number;
  readonly jobSeconds: number;
  /** Uneven jobs take from half of that to half as long again. */
  readonly isEven: boolean;
  /** Otherwise a job is queued until it has ended, and shows no progress. */
  readonly isProgressSeen: boolean;
  readonly slots: number;
  readonly reading: JobLimitReading;
}

const UNEVENNESS = 0.5;

/** Requests per minute. */
export const PLANS: readonly number[] = [200, 400, 700, 2500];

/** Every combination of pace, job, slots and reading of the job limit on a plan. */
export function scenariosOf(plan: number): readonly LimitScenario[] {
  const choices = {
    requestsPerMinute: [plan],
    recordsPerSecond: [100, NO_PACE],
    jobSeconds: [0.5, 4, 8, 20],
    isEven: [true, false],
    isProgressSeen: [true, false],
    slots: [1, 5, 10, 25],
    reading: ["in-flight", "calls-per-minute"] satisfies readonly JobLimitReading[],
  } as const;
  return combined(choices) as readonly LimitScenario[];
}

/** The plan that most accounts have, with the defaults of pace and slots and with both raised. */
export function usualScenarios(): readonly LimitScenario[] {
  return scenariosOf(700).filter(
    ({ reading, recordsPerSecond, slots }) =>
      reading === "in-flight" && slots === (recordsPerSecond === NO_PACE ? 25 : 10),
  );
}

/** Four of the usual scenarios, whose ideal is a minute or so. */
export function realScenarios(): readonly LimitScenario[] {
  return usualScenarios().filter(
    ({ isEven, isProgressSeen, jobSeconds }) => !isEven && isProgressSeen && (jobSeconds === 4 || jobSeconds === 8),
  );
}

function combined(choices: Readonly<Record<string, readonly unknown[]>>): readonly object[] {
  let scenarios: readonly object[] = [{}];
  for (const [name, values] of Object.entries(choices)) {
    scenarios = scenarios.flatMap((scenario) => values.map((value) => ({ ...scenario, [name]: value })));
  }
  return scenarios;
}

/** A simulator of the account. It has a worker for each job, so that a job takes as long as the scenario says. */
export function accountOf(scenario: LimitScenario, seed: number): Partial<SimulatorOptions> {
  const { isEven, isProgressSeen, jobSeconds, reading, requestsPerMinute } = scenario;
  const unevenness = isEven ? 0 : UNEVENNESS;
  const queued = { min: jobSeconds * (1 - unevenness), max: jobSeconds * (1 + unevenness) };
  return {
    seed,
    requestsPerMinute,
    jobLimitReading: reading,
    workers: 100,
    jobsKept: 1000,
    jobDelaySeconds: isProgressSeen ? { min: 0, max: 0 } : queued,
    rowMilliseconds: isProgressSeen ? (jobSeconds * 1000) / ROWS : 0,
    rowJitter: unevenness,
  };
}

export function settingsOf({ recordsPerSecond, slots }: LimitScenario): Readonly<Record<string, unknown>> {
  return { max_records_per_second: recordsPerSecond, max_concurrent_jobs: slots };
}

export function nameOf(scenario: LimitScenario): string {
  const { isEven, isProgressSeen, jobSeconds, reading, recordsPerSecond, requestsPerMinute, slots } = scenario;
  const pace = recordsPerSecond === NO_PACE ? "no pace" : `${recordsPerSecond}/s`;
  const jobs = `${isEven ? "even" : "uneven"} jobs of ${jobSeconds} s, progress ${isProgressSeen ? "seen" : "unseen"}`;
  return `${requestsPerMinute}/min, ${pace}, ${slots} slots, ${reading}, ${jobs}`;
}
