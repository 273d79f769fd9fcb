import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RequestBudget } from "./request-budget.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function takenWithin(budget: RequestBudget, ms: number): Promise<number> {
  let taken = 0;
  const ending = new AbortController();
  const taking = (async () => {
    for (;;) {
      await budget.take("write", ending.signal);
      taken += 1;
    }
  })();
  await vi.advanceTimersByTimeAsync(ms);
  ending.abort(new Error("enough"));
  await expect(taking).rejects.toThrow("enough");
  return taken;
}

describe("the request budget", () => {
  it.each(["ratelimit-limit", "x-rate-limit", "rate-limit"])("learns the account's limit from %s", (header) => {
    const budget = new RequestBudget(60);
    budget.observe({ [header]: "700" });
    expect(budget.perMinute).toBe(420);
  });

  it.each([100, 60, 10])("keeps to %i %% of the limit in any minute", async (percent) => {
    const budget = new RequestBudget(percent);
    budget.observe({ "x-rate-limit": "400" });
    const allowed = 4 * percent;
    const taken = await takenWithin(budget, 60_000);
    expect(taken).toBeGreaterThan(allowed * 0.9);
    expect(taken).toBeLessThanOrEqual(allowed);
  });

  it("holds everything back while Zendesk asks for a pause, polls too", async () => {
    const budget = new RequestBudget(60);
    budget.pause(5000);
    const order: string[] = [];
    const poll = budget.take("poll").then(() => order.push("poll"));
    await vi.advanceTimersByTimeAsync(4999);
    expect(order).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await poll;
    expect(order).toEqual(["poll"]);
  });

  it("lets polls go first, at the cost of what follows", async () => {
    const budget = new RequestBudget(100);
    budget.observe({ "x-rate-limit": "60" });
    for (let n = 0; n < 10; n++) await budget.take("poll");
    expect(await takenWithin(budget, 60_000)).toBeLessThanOrEqual(53);
  });
});
