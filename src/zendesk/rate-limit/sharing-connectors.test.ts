import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readClock } from "../../time/clock.ts";
import { sleep } from "../../time/sleep.ts";
import { RateLimiter } from "./rate-limiter.ts";

const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-22T10:41:00Z") });
});

afterEach(() => {
  vi.useRealTimers();
});

/** The same numbers in [0, 1) each time. */
function seededRandom(): () => number {
  let state = 1;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** An account with 700 requests per minute, and connectors that always have something to send. */
async function shareAccount(connectors: number, minutes: number, percent: number) {
  const random = seededRandom();
  const sent = Array.from({ length: connectors }, () => 0);
  const ending = new AbortController();
  let refusals = 0;
  let used = 0;
  let minute = 0;
  const answer = (): Readonly<Record<string, string>> => {
    const now = readClock();
    if (Math.floor(now / MINUTE_MS) !== minute) used = 0;
    minute = Math.floor(now / MINUTE_MS);
    used += 1;
    if (used > 700) refusals += 1;
    const resetMs = MINUTE_MS - (now % MINUTE_MS);
    const remaining = Math.max(0, 700 - used);
    return {
      "ratelimit-limit": "700",
      "ratelimit-remaining": `${remaining}`,
      "ratelimit-reset": `${Math.ceil(resetMs / 1000)}`,
    };
  };
  const work = sent.map(async (_count, number) => {
    const observer = { waiting: () => {}, waited: () => {}, rateLimited: () => {} };
    const limiter = new RateLimiter(percent, observer, { random });
    for (;;) {
      await limiter.take("write", ending.signal);
      const sentAt = readClock();
      await sleep(20 + random() * 40);
      const headers = answer();
      sent[number] = (sent[number] ?? 0) + 1;
      await sleep(20 + random() * 40);
      limiter.answered(headers, sentAt, "POST /api/v2/x.json");
    }
  });
  const ended = Promise.allSettled(work);
  await vi.advanceTimersByTimeAsync(minutes * MINUTE_MS);
  ending.abort();
  await vi.advanceTimersByTimeAsync(100);
  await ended;
  return { refusals, perMinute: sent.reduce((sum, count) => sum + count, 0) / minutes, sent };
}

test.each([
  [3, 60],
  [10, 60],
  [100, 60],
  [100, 100],
])(
  "%i connectors that may use %i %% of an account are never refused, and share evenly",
  async (connectors, percent) => {
    const { perMinute, refusals, sent } = await shareAccount(connectors, 5, percent);
    expect(refusals).toBe(0);
    expect(perMinute).toBeGreaterThan(7 * percent * 0.95);
    expect(perMinute).toBeLessThan(7 * percent * 1.2);
    expect(Math.min(...sent)).toBeGreaterThan(((5 * perMinute) / connectors) * 0.7);
  },
);
