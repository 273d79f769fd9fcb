import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readClock } from "../../time/clock.ts";
import { RequestBudget } from "./request-budget.ts";

const MINUTE_MS = 60_000;
const ENDPOINT = "GET /api/v2/x.json";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-22T10:41:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A budget that has learnt the account's limit, and what it tells. */
function budgetOf(percent: number, headers: Readonly<Record<string, string>> = {}) {
  const waits: number[] = [];
  const waited: number[] = [];
  const limits: number[] = [];
  const budget = new RequestBudget(percent, {
    waiting: (_cause, ms) => waits.push(ms),
    waited: (_cause, ms) => waited.push(ms),
    rateLimited: (until) => limits.push(until - readClock()),
  });
  void budget.take("write");
  budget.answered(headers, readClock(), ENDPOINT);
  return { budget, limits, waited, waits };
}

interface Answer {
  readonly headers?: Readonly<Record<string, string>>;
  readonly endpoint?: string;
}

interface Taking {
  readonly kind?: "write" | "poll";
  /** The headers of each answer; none come when there are none. */
  readonly answer?: () => Answer;
}

/** How many requests go out in the time, one waiting after the other. */
async function takenWithin(
  budget: RequestBudget,
  ms: number,
  { kind = "write", answer }: Taking = {},
): Promise<number> {
  let taken = 0;
  const ending = new AbortController();
  const taking = (async () => {
    for (;;) {
      await budget.take(kind, ending.signal);
      taken += 1;
      const { headers = {}, endpoint = ENDPOINT } = answer?.() ?? {};
      budget.answered(headers, readClock(), endpoint);
    }
  })();
  await vi.advanceTimersByTimeAsync(ms);
  ending.abort(new Error("enough"));
  await expect(taking).rejects.toThrow("enough");
  return taken;
}

/** An account of 400 requests a minute, of which others use some: what its headers tell at each answer. */
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

describe("the request budget", () => {
  it.each(["ratelimit-limit", "x-rate-limit", "rate-limit"])("learns the account's limit from %s", (header) => {
    expect(budgetOf(60, { [header]: "700" }).budget.perMinute).toBe(420);
  });

  it.each(["", "unlimited", "0", "-5", "1e3"])("does not take %j for a limit", (limit) => {
    expect(budgetOf(60, { "x-rate-limit": limit }).budget.perMinute).toBe(Infinity);
  });

  it.each([100, 60, 10])("keeps to %i %% of the limit in any minute", async (percent) => {
    const { budget } = budgetOf(percent, { "x-rate-limit": "400" });
    const allowed = 4 * percent;
    const taken = await takenWithin(budget, MINUTE_MS);
    expect(taken).toBeGreaterThanOrEqual(allowed * 0.9);
    expect(taken).toBeLessThanOrEqual(allowed);
  });

  it("holds everything back while Zendesk asks for a pause, polls too", async () => {
    const { budget, limits } = budgetOf(60);
    budget.pause(5000);
    const order: string[] = [];
    const poll = budget.take("poll").then(() => order.push("poll"));
    await vi.advanceTimersByTimeAsync(4999);
    expect(order).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await poll;
    expect(order).toEqual(["poll"]);
    expect(limits).toEqual([5000]);
  });

  it("rounds a pause up to what a timer can wait", async () => {
    const { budget, limits } = budgetOf(60);
    budget.pause(1000.4);
    const taken = budget.take("write");
    await vi.advanceTimersByTimeAsync(1001);
    await taken;
    expect(limits).toEqual([1001]);
  });

  it("lets polls go before writes that have waited longer, and writes in their order", async () => {
    const { budget } = budgetOf(100, { "x-rate-limit": "60" });
    budget.pause(1000);
    const order: string[] = [];
    const names = ["write", "second write", "poll"] as const;
    const all = names.map((name) => budget.take(name === "poll" ? "poll" : "write").then(() => order.push(name)));
    await vi.advanceTimersByTimeAsync(10_000);
    await Promise.all(all);
    expect(order).toEqual(["poll", "write", "second write"]);
  });

  it("keeps polls inside the share too", async () => {
    const { budget } = budgetOf(60, { "x-rate-limit": "100" });
    expect(await takenWithin(budget, MINUTE_MS, { kind: "poll" })).toBeLessThanOrEqual(60);
  });

  it("takes a waiting request out when its signal aborts", async () => {
    const { budget } = budgetOf(60);
    budget.pause(60_000);
    const ending = new AbortController();
    const waiting = budget.take("write", ending.signal);
    ending.abort(new Error("the sync ends"));
    await expect(waiting).rejects.toThrow("the sync ends");
    await expect(budget.take("write", ending.signal)).rejects.toThrow("the sync ends");
  });
});

describe("a limit that changes", () => {
  /** A minute of requests; these report their limits in turn. */
  function taken(told: (request: number) => Answer): Promise<number> {
    let request = 0;
    const { budget } = budgetOf(60, { "x-rate-limit": "400" });
    return takenWithin(budget, MINUTE_MS, { answer: () => told(request++) });
  }
  const limit = (perMinute: number): Answer => ({ headers: { "x-rate-limit": String(perMinute) } });
  const own = { endpoint: "GET /api/v2/y.json", headers: { "x-rate-limit": "100", "x-rate-limit-remaining": "3" } };

  it("costs nothing when it is an endpoint's own, reported in the account's headers", async () => {
    const steady = await taken(() => limit(400));
    expect(await taken((request) => (request % 3 === 0 ? own : limit(400)))).toBe(steady);
  });

  it("costs nothing of what was earned when the account's rises and falls with every answer", async () => {
    const steady = await taken(() => limit(400));
    const changing = await taken((request) => limit(request % 2 === 0 ? 400 : 401));
    expect(Math.abs(changing - steady)).toBeLessThanOrEqual(steady * 0.02);
  });

  it("counts from the answer that reports it", async () => {
    const [low, high] = [await taken(() => limit(400)), await taken(() => limit(700))];
    const half = await taken((request) => limit(request < low / 2 ? 400 : 700));
    expect(Math.abs(half - (low + high) / 2)).toBeLessThanOrEqual(high * 0.05);
  });
});

describe("beside others on the account", () => {
  it.each([
    ["leaves alone what nobody else uses", 0, 205, 240],
    ["takes what others leave of the share", 140, 85, 101],
    ["keeps a tenth of its share when others use all of it", 260, 20, 25],
  ])("the budget %s", async (_what, others, least, most) => {
    const answer = accountWith(others);
    const { budget } = budgetOf(60, answer().headers);
    await takenWithin(budget, MINUTE_MS, { answer });
    const taken = await takenWithin(budget, MINUTE_MS, { answer });
    expect(taken).toBeGreaterThanOrEqual(least);
    expect(taken).toBeLessThanOrEqual(most);
    expect(budget.perMinute).toBeLessThan(Math.max(25, 245 - others));
  });

  it("the budget waits for the next minute when the account has next to nothing left, and says so", async () => {
    const headers = { "ratelimit-limit": "400", "ratelimit-remaining": "8", "ratelimit-reset": "41" };
    const { budget, limits, waits } = budgetOf(60, headers);
    const turn = budget.take("poll");
    expect({ limits, waits }).toEqual({ limits: [41_000], waits: [41_000] });
    const startedAt = readClock();
    await vi.advanceTimersByTimeAsync(41_000);
    await turn;
    expect(readClock() - startedAt).toBe(41_000);
  });

  it("an answer of the minute before, come late, holds nothing back", async () => {
    const { budget } = budgetOf(60, { "x-rate-limit": "400", "x-rate-limit-remaining": "300" });
    void budget.take("write");
    const slowSentAt = readClock();
    await vi.advanceTimersByTimeAsync(30_000);
    void budget.take("write");
    // What remains has risen: a new minute.
    budget.answered({ "x-rate-limit": "400", "x-rate-limit-remaining": "399" }, readClock(), ENDPOINT);
    budget.answered({ "x-rate-limit": "400", "x-rate-limit-remaining": "0" }, slowSentAt, ENDPOINT);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await takenWithin(budget, 1000)).toBeGreaterThan(2);
  });

  it("a minute without a reset header is over after 60 seconds at the latest", async () => {
    const { budget } = budgetOf(60, { "x-rate-limit": "400", "x-rate-limit-remaining": "0" });
    expect(await takenWithin(budget, MINUTE_MS - 1)).toBe(0);
    expect(await takenWithin(budget, 1000)).toBeGreaterThan(0);
  });

  it("minutes are told apart without a reset header", async () => {
    const answer = accountWith(140, { tellsReset: false });
    const { budget } = budgetOf(60, answer().headers);
    await takenWithin(budget, MINUTE_MS, { answer });
    const taken = await takenWithin(budget, 2 * MINUTE_MS, { answer });
    expect(taken).toBeGreaterThan(170);
    expect(taken).toBeLessThanOrEqual(202);
  });
});
