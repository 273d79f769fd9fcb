import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readClock } from "../../time/clock.ts";
import { RateLimiter } from "./rate-limiter.ts";

const MINUTE_MS = 60_000;
const ENDPOINT = "GET /api/v2/x.json";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-22T10:41:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A rate limiter that has learnt the account's limit, and what it reports. */
function budgetOf(percent: number, headers: Readonly<Record<string, string>> = {}, { isBrief = false } = {}) {
  const waits: number[] = [];
  const waited: number[] = [];
  const limits: number[] = [];
  const observer = {
    waiting: (_cause: string, ms: number) => waits.push(ms),
    waited: (_cause: string, ms: number) => waited.push(ms),
    rateLimited: (until: number) => limits.push(until - readClock()),
  };
  const rateLimiter = new RateLimiter(percent, observer, { isBrief, random: () => 0 });
  void rateLimiter.take("write");
  rateLimiter.answered(headers, readClock(), ENDPOINT);
  return { rateLimiter, limits, waited, waits };
}

interface Answer {
  readonly headers?: Readonly<Record<string, string>>;
  readonly endpoint?: string;
}

interface Taking {
  readonly kind?: "write" | "poll";
  /** The headers of each answer; empty if there are none. */
  readonly answer?: () => Answer;
}

/** How many requests are sent in the time, one after the other. */
async function takenWithin(
  rateLimiter: RateLimiter,
  ms: number,
  { kind = "write", answer }: Taking = {},
): Promise<number> {
  let taken = 0;
  const ending = new AbortController();
  const taking = (async () => {
    for (;;) {
      await rateLimiter.take(kind, ending.signal);
      taken += 1;
      const { headers = {}, endpoint = ENDPOINT } = answer?.() ?? {};
      rateLimiter.answered(headers, readClock(), endpoint);
    }
  })();
  await vi.advanceTimersByTimeAsync(ms);
  ending.abort(new Error("enough"));
  await expect(taking).rejects.toThrow("enough");
  return taken;
}

/** An account with 400 requests per minute that others use too: the headers of each answer. */
function accountWith(othersPerMinute: number, { tellsReset = true } = {}) {
  let minute = 0;
  let own = 0;
  return () => {
    const now = readClock();
    if (Math.floor(now / MINUTE_MS) !== minute) own = 0;
    minute = Math.floor(now / MINUTE_MS);
    own += 1;
    const elapsed = now % MINUTE_MS;
    const used = own + Math.floor((othersPerMinute * elapsed) / MINUTE_MS);
    const headers = {
      "x-rate-limit": "400",
      "x-rate-limit-remaining": String(Math.max(0, 400 - used)),
      ...(tellsReset && { "ratelimit-reset": String(Math.ceil((MINUTE_MS - elapsed) / 1000)) }),
    };
    return { headers };
  };
}

describe("the rate limiter", () => {
  it.each(["ratelimit-limit", "x-rate-limit", "rate-limit"])("learns the account's limit from %s", (header) => {
    expect(budgetOf(60, { [header]: "700" }).rateLimiter.perMinute).toBe(420);
  });

  it.each(["", "unlimited", "0", "-5", "1e3"])("does not accept %j as a limit", (limit) => {
    expect(budgetOf(60, { "x-rate-limit": limit }).rateLimiter.perMinute).toBe(Infinity);
  });

  it.each([100, 60, 10])("keeps to %i %% of the limit in any minute", async (percent) => {
    const { rateLimiter } = budgetOf(percent, { "x-rate-limit": "400" });
    const allowed = 4 * percent;
    const taken = await takenWithin(rateLimiter, MINUTE_MS);
    expect(taken).toBeGreaterThanOrEqual(allowed * 0.9);
    expect(taken).toBeLessThanOrEqual(allowed);
  });

  it("a brief command may send most of its share at once, and no more than the share in a minute", async () => {
    const { rateLimiter } = budgetOf(60, { "x-rate-limit": "400" }, { isBrief: true });
    const atOnce = await takenWithin(rateLimiter, 1);
    expect(atOnce).toBeGreaterThan(200);
    expect(atOnce + (await takenWithin(rateLimiter, MINUTE_MS - 1))).toBeLessThanOrEqual(240);
  });

  it("a brief command sends its few requests although others use more than its share", async () => {
    const headers = { "x-rate-limit": "700", "x-rate-limit-remaining": "150" };
    const { rateLimiter } = budgetOf(60, headers, { isBrief: true });
    expect(await takenWithin(rateLimiter, 10_000)).toBeGreaterThan(10);
  });

  it("holds everything back while Zendesk asks for a pause, even polls", async () => {
    const { rateLimiter, limits } = budgetOf(60);
    rateLimiter.pause(5000);
    const order: string[] = [];
    const poll = rateLimiter.take("poll").then(() => order.push("poll"));
    await vi.advanceTimersByTimeAsync(4999);
    expect(order).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await poll;
    expect(order).toEqual(["poll"]);
    expect(limits).toEqual([5000]);
  });

  it("rounds a pause up to a duration that a timer can wait", async () => {
    const { rateLimiter, limits } = budgetOf(60);
    rateLimiter.pause(1000.4);
    const taken = rateLimiter.take("write");
    await vi.advanceTimersByTimeAsync(1001);
    await taken;
    expect(limits).toEqual([1001]);
  });

  it("sends polls before writes that have waited longer, and writes in their order", async () => {
    const { rateLimiter } = budgetOf(100, { "x-rate-limit": "60" });
    rateLimiter.pause(1000);
    const order: string[] = [];
    const names = ["write", "second write", "poll"] as const;
    const all = names.map((name) => rateLimiter.take(name === "poll" ? "poll" : "write").then(() => order.push(name)));
    await vi.advanceTimersByTimeAsync(10_000);
    await Promise.all(all);
    expect(order).toEqual(["poll", "write", "second write"]);
  });

  it("keeps polls within the share too", async () => {
    const { rateLimiter } = budgetOf(60, { "x-rate-limit": "100" });
    expect(await takenWithin(rateLimiter, MINUTE_MS, { kind: "poll" })).toBeLessThanOrEqual(60);
  });

  it("uses nearly all of the share, minute after minute", async () => {
    const { rateLimiter } = budgetOf(60, { "x-rate-limit": "400" });
    await takenWithin(rateLimiter, 3 * MINUTE_MS);
    const taken = await takenWithin(rateLimiter, 10 * MINUTE_MS);
    expect(taken / 10).toBeGreaterThan(240 * 0.96);
    expect(taken / 10).toBeLessThanOrEqual(240);
  });

  it("knows when a request delays no other", async () => {
    const { rateLimiter } = budgetOf(60, { "x-rate-limit": "400" });
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(rateLimiter.spareWaitMs()).toBe(0);
    await takenWithin(rateLimiter, 1000);
    const wait = rateLimiter.spareWaitMs();
    expect(wait).toBeGreaterThan(1000);
    await vi.advanceTimersByTimeAsync(Math.ceil(wait));
    expect(rateLimiter.spareWaitMs()).toBe(0);
  });

  it("knows whether writes wait", async () => {
    const { rateLimiter } = budgetOf(60);
    rateLimiter.pause(1000);
    const poll = rateLimiter.take("poll");
    expect(rateLimiter.areWritesWaiting).toBe(false);
    const write = rateLimiter.take("write");
    expect(rateLimiter.areWritesWaiting).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    await Promise.all([poll, write]);
    expect(rateLimiter.areWritesWaiting).toBe(false);
  });

  it("removes a waiting request when its signal aborts", async () => {
    const { rateLimiter } = budgetOf(60);
    rateLimiter.pause(60_000);
    const ending = new AbortController();
    const waiting = rateLimiter.take("write", ending.signal);
    ending.abort(new Error("the sync ends"));
    await expect(waiting).rejects.toThrow("the sync ends");
    await expect(rateLimiter.take("write", ending.signal)).rejects.toThrow("the sync ends");
  });
});

describe("a limit that changes", () => {
  /** A minute of requests; these report their limits in turn. */
  function taken(answerTo: (request: number) => Answer): Promise<number> {
    let request = 0;
    const { rateLimiter } = budgetOf(60, { "x-rate-limit": "400" });
    return takenWithin(rateLimiter, MINUTE_MS, { answer: () => answerTo(request++) });
  }
  const limit = (perMinute: number): Answer => ({ headers: { "x-rate-limit": String(perMinute) } });
  const own = { endpoint: "GET /api/v2/y.json", headers: { "x-rate-limit": "100", "x-rate-limit-remaining": "3" } };

  it("does not slow anything down if it is an endpoint's own limit in the account's headers", async () => {
    const steady = await taken(() => limit(400));
    expect(await taken((request) => (request % 3 === 0 ? own : limit(400)))).toBe(steady);
  });

  it("does not cost earned requests if the account's limit rises and falls with every answer", async () => {
    const steady = await taken(() => limit(400));
    const changing = await taken((request) => limit(request % 2 === 0 ? 400 : 401));
    expect(Math.abs(changing - steady)).toBeLessThanOrEqual(steady * 0.02);
  });

  it("applies from the answer that reports it", async () => {
    const [low, high] = [await taken(() => limit(400)), await taken(() => limit(700))];
    const half = await taken((request) => limit(request < low / 2 ? 400 : 700));
    expect(Math.abs(half - (low + high) / 2)).toBeLessThanOrEqual(high * 0.05);
  });
});

describe("with other clients on the account", () => {
  it.each([
    ["leaves unused requests of others alone", 0, 205, 240],
    ["takes what others leave of the share", 140, 85, 101],
    ["keeps a tenth of its share when others use all of it", 260, 20, 25],
  ])("the rate limiter %s", async (_what, others, least, most) => {
    const answer = accountWith(others);
    const { rateLimiter } = budgetOf(60, answer().headers);
    await takenWithin(rateLimiter, MINUTE_MS, { answer });
    const taken = await takenWithin(rateLimiter, MINUTE_MS, { answer });
    expect(taken).toBeGreaterThanOrEqual(least);
    expect(taken).toBeLessThanOrEqual(most);
    expect(rateLimiter.perMinute).toBeLessThan(Math.max(25, 245 - others));
  });

  it("the rate limiter waits for the next minute if the account has almost no requests left, and says so", async () => {
    const headers = { "ratelimit-limit": "400", "ratelimit-remaining": "8", "ratelimit-reset": "41" };
    const { rateLimiter, limits, waits } = budgetOf(60, headers);
    const turn = rateLimiter.take("poll");
    expect({ limits, waits }).toEqual({ limits: [41_000], waits: [41_000] });
    const startedAt = readClock();
    await vi.advanceTimersByTimeAsync(41_000);
    await turn;
    expect(readClock() - startedAt).toBe(41_000);
  });

  it("a late answer from the previous minute holds nothing back", async () => {
    const { rateLimiter } = budgetOf(60, { "x-rate-limit": "400", "x-rate-limit-remaining": "300" });
    void rateLimiter.take("write");
    const slowSentAt = readClock();
    await vi.advanceTimersByTimeAsync(40_000);
    void rateLimiter.take("write");
    // The remaining number has risen: a new minute.
    rateLimiter.answered({ "x-rate-limit": "400", "x-rate-limit-remaining": "399" }, readClock(), ENDPOINT);
    rateLimiter.answered({ "x-rate-limit": "400", "x-rate-limit-remaining": "0" }, slowSentAt, ENDPOINT);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await takenWithin(rateLimiter, 1000)).toBeGreaterThan(2);
  });

  it("a minute without a reset header ends after 60 seconds at the latest", async () => {
    const { rateLimiter } = budgetOf(60, { "x-rate-limit": "400", "x-rate-limit-remaining": "0" });
    expect(await takenWithin(rateLimiter, MINUTE_MS - 1)).toBe(0);
    expect(await takenWithin(rateLimiter, 1000)).toBeGreaterThan(0);
  });

  it("minutes are distinguished without a reset header", async () => {
    const answer = accountWith(140, { tellsReset: false });
    const { rateLimiter } = budgetOf(60, answer().headers);
    await takenWithin(rateLimiter, MINUTE_MS, { answer });
    const taken = await takenWithin(rateLimiter, 2 * MINUTE_MS, { answer });
    expect(taken).toBeGreaterThan(170);
    expect(taken).toBeLessThanOrEqual(202);
  });
});
