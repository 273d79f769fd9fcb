import { type Fault, type SimulatorOptions, ZendeskSimulator } from "zendesk-simulator";
import { describe, expect, test } from "vitest";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";
import { requestsTo, usersOf } from "../../testing/account/simulated-account.ts";
import type { VirtualEnd } from "../../testing/connector/virtual-time.ts";
import { VIRTUAL_START, syncOnVirtualTime, syncsOnVirtualTime } from "../../testing/connector/virtual-time.ts";

const MINUTE_MS = 60_000;
const RECORDS = 3000;

/**
 * Paths below it are unavailable for the first 20 seconds and at every seventh request, with and without a Retry-After.
 */
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

/** Every fifth answer is lost on its way back, after the work was done. */
const lostAnswers: Fault = {
  after: (_request, _answer, { requestNumber }) => (requestNumber % 5 === 0 ? "connection_reset" : undefined),
};

test.each<[what: string, seconds: number, options: Partial<SimulatorOptions>, settings: Record<string, unknown>]>([
  ["a limit of 10 requests a minute, all its own", 180, { requestsPerMinute: 10 }, { rate_limit_percent: 100 }],
  ["a limit that only the oldest header reports", 120, { requestsPerMinute: 20, rateHeaders: ["x-rate-limit"] }, {}],
  ["a limit that no header reports", 120, { requestsPerMinute: 20, rateHeaders: [] }, {}],
  ["only two jobs at a time", 60, { jobsInFlight: 2 }, { max_concurrent_jobs: 10 }],
  ["an API that is unavailable for a while", 20, { faults: [outages("/api/")] }, {}],
  ["a token endpoint that is unavailable for a while", 20, { faults: [outages("/oauth/tokens")] }, {}],
  ["answers that are lost", 45, { faults: [lostAnswers] }, {}],
])("a sync waits and succeeds with %s", async (_what, seconds, options, settings) => {
  const simulator = new ZendeskSimulator(options);
  const { code, output, endedAt, tookMs } = await syncOnVirtualTime({ simulator, settings, input: users(0, RECORDS) });
  expect({ code, errors: output.errors }).toEqual({ code: 0, errors: [] });
  expect(output.counts).toMatchObject({ written: RECORDS, rejected: 0 });
  expect(usersOf(simulator, endedAt)).toHaveLength(RECORDS);
  // If it took less, there was nothing to wait for.
  expect(tookMs).toBeGreaterThan(seconds * 1000);
});

test.each([
  [200, 50],
  [700, 60],
  [60, 20],
])("with %i requests per minute, at most %i percent are used", async (requestsPerMinute, percent) => {
  const simulator = new ZendeskSimulator({
    requestsPerMinute,
    jobDelaySeconds: { min: 0, max: 0.5 },
    rowMilliseconds: 1,
  });
  const settings = { rate_limit_percent: percent, max_concurrent_jobs: 25 };
  const { code, requestTimes } = await syncOnVirtualTime({ simulator, settings, input: users(0, 20_000) });
  expect(code).toBe(0);
  expect(busiestMinute(requestTimes)).toBeLessThanOrEqual((requestsPerMinute * percent) / 100);
});

test("if the account has two job slots, few requests are refused", async () => {
  const simulator = new ZendeskSimulator({ jobsInFlight: 2, jobDelaySeconds: { min: 10, max: 20 } });
  const settings = { max_concurrent_jobs: 10 };
  const { code, endedAt } = await syncOnVirtualTime({ simulator, settings, input: users(0, RECORDS) });
  const batches = RECORDS / 100;
  expect(code).toBe(0);
  expect(requestsTo(simulator, endedAt)["POST /api/v2/users/create_or_update_many"]).toBeLessThan(batches * 1.5);
});

const fastJobs = { jobDelaySeconds: { min: 0, max: 0.2 }, rowMilliseconds: 0 };
/** A job of another tool, which affects no user. */
const OTHERS_JOB = {
  jobType: "Bulk Create Ticket",
  jobClass: "TicketBulkCreateJob",
  activity: "Creating Ticket",
  total: 1,
  rows: [],
  rowKeys: [],
  run: () => ({}),
};

describe("if Zendesk counts the calls that create a job, 30 per minute and endpoint", () => {
  const CREATE = "POST /api/v2/users/create_or_update_many";
  const calls = { jobLimitReading: "calls-per-minute", requestsPerMinute: 2500 } as const;

  test.each<[what: string, settings: Record<string, unknown>]>([
    ["at the usual pace", {}],
    ["with all that it may have in flight at once", { max_records_per_second: 10_000, max_concurrent_jobs: 25 }],
  ])("a sync makes its 30 calls, and hardly any are refused, %s", async (_what, settings) => {
    const refusals: number[] = [];
    const simulator = new ZendeskSimulator({ ...calls, ...fastJobs, faults: [refused(refusals)] });
    const { code, endedAt, output, tookMs } = await syncOnVirtualTime({ simulator, settings, input: users(0, 15_000) });
    expect({ code, written: output.counts.written }).toEqual({ code: 0, written: 15_000 });
    // 150 jobs, 30 at the start and 30 after each of four minutes.
    expect(tookMs).toBeGreaterThan(4 * MINUTE_MS);
    expect(tookMs).toBeLessThan(5 * MINUTE_MS);
    expect(requestsTo(simulator, endedAt)[CREATE]).toBe(150 + refusals.length);
    expect(refusals.length).toBeLessThanOrEqual(5);
    expect(output.messages.map(({ log }) => log?.message)).toContainEqual(
      expect.stringMatching(/^Waiting \d\d s: Zendesk currently accepts no more bulk jobs at this endpoint, until /),
    );
  });

  test("a sync that starts after others have used up the minute waits for the next one", async () => {
    const refusals: number[] = [];
    let isUsedUp = false;
    const others: Fault = {
      meanwhile: ({ jobs }, { path }, { nowMs }) => {
        if (isUsedUp || !path.startsWith("/api/v2/users/create")) return false;
        isUsedUp = true;
        for (let call = 0; call < 30; call++) jobs.occupySlot(OTHERS_JOB, CREATE, nowMs, nowMs + 1000);
        return true;
      },
    };
    const simulator = new ZendeskSimulator({ ...calls, faults: [others, refused(refusals)] });
    const { code, output, tookMs } = await syncOnVirtualTime({ simulator, input: users(0, 1000) });
    expect({ code, written: output.counts.written }).toEqual({ code: 0, written: 1000 });
    expect(tookMs).toBeGreaterThan(MINUTE_MS);
    expect(tookMs).toBeLessThan(MINUTE_MS + 30_000);
    expect(refusals.length).toBeLessThanOrEqual(12);
  });
});

test("slots that others hold for an hour are waited for, and do not end the sync", async () => {
  const others: Fault = {
    meanwhile: ({ jobs }, { path }, { nowMs }) => {
      if (!path.startsWith("/api/v2/users/create") || jobs.isShared || nowMs > VIRTUAL_START + MINUTE_MS) return false;
      for (let job = 0; job < 30; job++) jobs.occupySlot(OTHERS_JOB, path, nowMs, nowMs + 60 * MINUTE_MS);
      return true;
    },
  };
  const simulator = new ZendeskSimulator({ faults: [others] });
  const { code, output, tookMs } = await syncOnVirtualTime({ simulator, input: users(0, 1000) });
  expect({ code, errors: output.errors, written: output.counts.written }).toEqual({
    code: 0,
    errors: [],
    written: 1000,
  });
  expect(tookMs).toBeGreaterThan(60 * MINUTE_MS);
});

const CONNECTORS = 3;

test.each<[what: string, records: number, options: Partial<SimulatorOptions>]>([
  ["jobs are fast", 40_000, fastJobs],
  ["jobs take their time", 20_000, {}],
])("three simultaneous connectors share an account's limit when %s", async (_what, records, options) => {
  const account = (): ZendeskSimulator => new ZendeskSimulator({ requestsPerMinute: 400, ...options });
  const settings = { max_concurrent_jobs: 25 };
  const alone = await syncOnVirtualTime({ simulator: account(), settings, input: users(0, records) });
  expect(alone.code).toBe(0);

  const simulator = account();
  const each = Math.ceil(records / CONNECTORS);
  const starts = Array.from({ length: CONNECTORS }, (_, index) => index * each);
  const together = await syncsOnVirtualTime(
    starts.map((from) => ({ simulator, settings, input: users(from, Math.min(each, records - from)) })),
  );
  const endedAt = Math.max(...together.map((end) => end.endedAt));
  expect(together.map(({ code, output }) => [code, output.errors])).toEqual(starts.map(() => [0, []]));
  expect(usersOf(simulator, endedAt)).toHaveLength(records);
  expect(busiestFixedMinute(together.flatMap(({ requestTimes }) => requestTimes))).toBeLessThanOrEqual(260);
  expect((endedAt - VIRTUAL_START) / alone.tookMs).toBeLessThanOrEqual(1.15);
});

test.each([
  ["half of what it may use", 120, [90, 130]],
  ["all of what it may use", 240, [20, 40]],
  ["nearly all of the limit", 370, [8, 26]],
] as const)("a connector beside others that take %s slows down and finishes", async (_what, others, [least, most]) => {
  const refusals: number[] = [];
  const simulator = new ZendeskSimulator({
    requestsPerMinute: 400,
    otherRequestsPerMinute: others,
    faults: [refused(refusals)],
    ...fastJobs,
  });
  const settings = { max_concurrent_jobs: 25 };
  const { code, output, tookMs, requestTimes } = await syncOnVirtualTime({
    simulator,
    settings,
    input: users(0, 10_000),
  });
  expect({ code, errors: output.errors, written: output.counts.written }).toEqual({
    code: 0,
    errors: [],
    written: 10_000,
  });
  expect(refusals).toEqual([]);
  const perMinute = (requestTimes.length * MINUTE_MS) / tookMs;
  expect(perMinute).toBeGreaterThanOrEqual(least);
  expect(perMinute).toBeLessThanOrEqual(most);
});

describe("rate-limited streams are reported to Airbyte", () => {
  const streams = [{ name: "users" }, { name: "people", object: "users" }];
  const statuses = ({ output }: VirtualEnd) => output.messages.flatMap(({ trace }) => trace?.stream_status ?? []);
  const limitedUntil = (resets: readonly number[]) =>
    resets.flatMap((quota_reset) =>
      streams.map(({ name }) => ({
        stream_descriptor: { name },
        status: "RUNNING",
        reasons: [{ type: "RATE_LIMITED", rate_limited: { quota_reset } }],
      })),
    );

  test("once while many requests wait for the same Retry-After, and the log says how long", async () => {
    const answers: number[] = [];
    const busy: Fault = {
      before: ({ path }, { nowMs }) => {
        if (!path.startsWith("/api/v2/users/create") || nowMs > VIRTUAL_START + 5000) return undefined;
        answers.push(nowMs);
        return { status: 429, headers: { "retry-after": "41" }, body: "" };
      },
    };
    const simulator = new ZendeskSimulator({ faults: [busy] });
    // It may use its whole share at once, so the first jobs are sent in parallel.
    const settings = { rate_limit_percent: 100 };
    const end = await syncOnVirtualTime({ simulator, settings, streams, input: users(0, 500) });
    expect({ code: end.code, written: end.output.counts.written }).toEqual({ code: 0, written: 500 });
    expect(answers.length).toBeGreaterThan(1);
    const reset = statuses(end)[0]?.reasons[0]?.rate_limited.quota_reset ?? 0;
    expect(reset - VIRTUAL_START).toBeGreaterThan(41_000);
    expect(reset - VIRTUAL_START).toBeLessThan(46_000);
    expect(statuses(end)).toEqual(limitedUntil([reset]));
    const until = new Date(reset).toISOString().slice(11, 19);
    expect(end.output.messages.map(({ log }) => log?.message)).toContain(
      `Waiting 41 s: Zendesk's rate limit (429), until ${until} UTC.`,
    );
  });

  test("when others have used up the account's minute, and no request is refused", async () => {
    const refusals: number[] = [];
    let isTaken = false;
    const others: Fault = {
      meanwhile: ({ rateWindow }, { path }, { nowMs }) => {
        if (isTaken || !path.startsWith("/api/v2/users/create")) return false;
        isTaken = true;
        rateWindow.takeByOthers(0.99, nowMs);
        return true;
      },
    };
    const simulator = new ZendeskSimulator({ faults: [others, refused(refusals)] });
    const end = await syncOnVirtualTime({ simulator, streams, input: users(0, 1000) });
    expect({ code: end.code, written: end.output.counts.written, refusals }).toEqual({
      code: 0,
      written: 1000,
      refusals: [],
    });
    const reset = statuses(end)[0]?.reasons[0]?.rate_limited.quota_reset ?? 0;
    expect(Math.abs(reset - VIRTUAL_START - MINUTE_MS)).toBeLessThan(2000);
    expect(statuses(end)).toEqual(limitedUntil([reset]));
    expect(end.output.messages.map(({ log }) => log?.message)).toContainEqual(
      expect.stringMatching(
        /^Waiting \d\d s: the connector's share of the account's rate limit, until 00:01:0\d UTC\.$/,
      ),
    );
  });
});

/** Users, followed by a state. */
function users(from: number, count: number): string[] {
  const records = Array.from({ length: count }, (_, index) =>
    record({ external_id: `u${from + index}`, name: "User" }),
  );
  return [...records, streamState(1)];
}

function refused(times: number[]): Fault {
  return {
    after: (_request, { status }, { nowMs }) => {
      if (status === 429) times.push(nowMs);
      return undefined;
    },
  };
}

/** The most requests in any minute of the clock, which is how Zendesk counts. */
function busiestFixedMinute(times: readonly number[]): number {
  const counts = Map.groupBy(times, (time) => Math.floor(time / MINUTE_MS));
  return Math.max(...[...counts.values()].map((inMinute) => inMinute.length));
}

/** The most requests in any 60 seconds. */
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
