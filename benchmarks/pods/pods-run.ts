/** What one connector did. */
export interface Pod {
  readonly startedAt: number;
  readonly endedAt: number;
  /** When each of its requests reached the account. */
  readonly requestTimes: readonly number[];
  /** 429 because the account's requests of the minute were used up. */
  readonly requestRefusals: number;
  /** 429 because the account had no room for another bulk job. */
  readonly jobRefusals: number;
}

interface Job {
  readonly acceptedAt: number;
  readonly appliedAt: number;
}

export interface PodsRun {
  readonly pods: readonly Pod[];
  readonly jobs: readonly Job[];
}

const SECONDS_IN_MINUTE = 60;

/** How many requests per minute and how many jobs in flight all of them had together while all were running. */
export function usedTogether({ jobs, pods }: PodsRun): { readonly perMinute: number; readonly inFlight: number } {
  const from = Math.max(...pods.map(({ startedAt }) => startedAt));
  const to = Math.min(...pods.map(({ endedAt }) => endedAt));
  const seconds = (to - from) / 1000;
  const requests = pods.flatMap(({ requestTimes }) => requestTimes).filter((at) => at >= from && at < to).length;
  const jobSeconds = sumOf(
    jobs.map((job) => Math.max(0, Math.min(job.appliedAt, to) - Math.max(job.acceptedAt, from)) / 1000),
  );
  return { perMinute: (requests / seconds) * SECONDS_IN_MINUTE, inFlight: jobSeconds / seconds };
}

/** All have the same number of records. 1: all take the same time. */
export function slowestOverMean({ pods }: PodsRun): number {
  const times = pods.map(({ endedAt, startedAt }) => endedAt - startedAt);
  return (Math.max(...times) * times.length) / sumOf(times);
}

export function secondsOf({ pods }: PodsRun): number {
  const startedAt = Math.min(...pods.map((pod) => pod.startedAt));
  return (Math.max(...pods.map(({ endedAt }) => endedAt)) - startedAt) / 1000;
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
