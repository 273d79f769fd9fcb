import { type Fault, type SimulatorOptions, ZendeskSimulator } from "zendesk-simulator";
import { expect, test } from "vitest";
import { record, streamState } from "./airbyte-messages.ts";
import { usersOf } from "./simulated-account.ts";
import { syncOnVirtualTime } from "./virtual-time.ts";

const MINUTE_MS = 60_000;
const RECORDS = 3000;

function input(): string[] {
  const records = Array.from({ length: RECORDS }, (_, index) => record({ external_id: `u${index}`, name: "User" }));
  return [...records, streamState(1)];
}

/** Paths below it are unavailable for the first 20 seconds, and at every seventh request, with and without a Retry-After. */
function outages(below: string): Fault {
  let asked = 0;
  return {
    before: ({ path }, { nowMs }) => {
      if (!path.startsWith(below)) return undefined;
      asked += 1;
      if (asked % 7 !== 0 && nowMs % (10 * MINUTE_MS) > 20_000) return undefined;
      const retryAfter: Record<string, string> = asked % 2 === 0 ? { "retry-after": "5" } : {};
      return { status: 503, headers: retryAfter, body: "<html>Service Unavailable</html>" };
    },
  };
}

/** Every fifth answer of any kind is lost on the way back, whatever was done. */
const lostAnswers: Fault = {
  after: (_request, _answer, { requestNumber }) => (requestNumber % 5 === 0 ? "connection_reset" : undefined),
};

test.each<[what: string, seconds: number, options: Partial<SimulatorOptions>, settings: Record<string, unknown>]>([
  ["a limit of 10 requests a minute, all its own", 180, { requestsPerMinute: 10 }, { rate_limit_percent: 100 }],
  ["a limit that only the oldest header tells", 120, { requestsPerMinute: 20, rateHeaders: ["x-rate-limit"] }, {}],
  ["a limit that no header tells", 120, { requestsPerMinute: 20, rateHeaders: [] }, {}],
  ["only two jobs at a time", 60, { jobsInFlight: 2 }, { max_concurrent_jobs: 10 }],
  ["an API that is unavailable for a while", 20, { faults: [outages("/api/")] }, {}],
  ["a token endpoint that is unavailable for a while", 20, { faults: [outages("/oauth/tokens")] }, {}],
  ["answers that are lost", 60, { faults: [lostAnswers] }, {}],
])("a sync waits and succeeds with %s", async (_what, seconds, options, settings) => {
  const simulator = new ZendeskSimulator(options);
  const { code, output, endedAt, tookMs } = await syncOnVirtualTime({ simulator, settings, input: input() });
  expect({ code, errors: output.errors }).toEqual({ code: 0, errors: [] });
  expect(output.counts).toMatchObject({ written: RECORDS, rejected: 0 });
  expect(usersOf(simulator, endedAt)).toHaveLength(RECORDS);
  // Less than what had to be waited for would mean that there was nothing to wait for.
  expect(tookMs).toBeGreaterThan(seconds * 1000);
});

test.each([
  [200, 50],
  [700, 60],
  [60, 20],
])("of a limit of %i requests a minute at most a share of %i percent is used", async (requestsPerMinute, percent) => {
  const simulator = new ZendeskSimulator({
    requestsPerMinute,
    jobDelaySeconds: { min: 0, max: 0.5 },
    rowMilliseconds: 1,
  });
  const settings = { rate_limit_percent: percent, max_concurrent_jobs: 25 };
  const records = Array.from({ length: 20_000 }, (_, index) => record({ external_id: `u${index}`, name: "User" }));
  const { code, requestTimes } = await syncOnVirtualTime({ simulator, settings, input: [...records, streamState(1)] });
  expect(code).toBe(0);
  expect(busiestMinute(requestTimes)).toBeLessThanOrEqual((requestsPerMinute * percent) / 100);
});

/** Most requests in any 60 seconds. */
function busiestMinute(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  let start = 0;
  let most = 0;
  for (const [end, time] of sorted.entries()) {
    while ((sorted[start] ?? time) <= time - MINUTE_MS) start += 1;
    most = Math.max(most, end - start + 1);
  }
  return most;
}
