/** What an answer says about the account's requests per minute. */
export interface RateReading {
  readonly limit: number;
  /** How many requests the account, across all clients, has left in the current minute. */
  readonly remaining: number | undefined;
  /** Until its next minute begins. */
  readonly resetMs: number | undefined;
}

const MINUTE_S = 60;

/** Today's names, those of 2023–24, and the oldest, which have no reset. Some endpoints send none. */
const LIMIT = ["ratelimit-limit", "rate-limit", "x-rate-limit"];
const REMAINING = ["ratelimit-remaining", "rate-limit-remaining", "x-rate-limit-remaining"];
const RESET = ["ratelimit-reset", "rate-limit-reset"];

export function readRateHeaders(headers: Readonly<Record<string, string>>): RateReading | undefined {
  const limit = firstNumber(headers, LIMIT);
  if (limit === undefined || limit <= 0) return undefined;
  const reset = firstNumber(headers, RESET);
  return {
    limit,
    remaining: firstNumber(headers, REMAINING),
    resetMs: reset === undefined ? undefined : Math.min(MINUTE_S, reset) * 1000,
  };
}

/** What an answer to a bulk request says about the account's limit of jobs. */
export interface JobLimitReading {
  readonly total: number;
  readonly remaining: number;
  readonly resetMs: number;
}

const JOB_LIMIT = ["zendesk-ratelimit-inflight-jobs", "zendesk-rate-limit-inflight-jobs"];

/** From a header such as `total=30; remaining=29; resets=60`; undefined unless it has all three. */
export function readJobLimit(headers: Readonly<Record<string, string>>): JobLimitReading | undefined {
  const header = JOB_LIMIT.map((name) => headers[name]).find((value) => value !== undefined) ?? "";
  const [total, remaining, resets] = ["total", "remaining", "resets"].map((name) =>
    Number(new RegExp(`\\b${name}=(\\d{1,9})\\b`).exec(header)?.[1]),
  );
  if (!total || remaining === undefined || resets === undefined || !Number.isFinite(remaining + resets)) {
    return undefined;
  }
  return { total, remaining, resetMs: Math.min(MINUTE_S, resets) * 1000 };
}

function firstNumber(headers: Readonly<Record<string, string>>, names: readonly string[]): number | undefined {
  for (const name of names) {
    const text = headers[name]?.trim();
    if (text !== undefined && /^\d{1,9}$/.test(text)) return Number(text);
  }
  return undefined;
}
