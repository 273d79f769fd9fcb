import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RateLimitNotice } from "./rate-limit-notice.ts";
import { readClock } from "./time/clock.ts";

const START = Date.parse("2026-11-22T10:41:00Z");

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Notes limits that last until the given seconds; returns the resets that were reported. */
function reportedResets(notes: readonly (readonly [at: number, until: number])[]): number[] {
  const resets: number[] = [];
  const startedAt = readClock();
  const notice = new RateLimitNotice((until) => resets.push((until.getTime() - START) / 1000));
  for (const [at, until] of notes) {
    vi.advanceTimersByTime(startedAt + at * 1000 - readClock());
    notice.note(startedAt + until * 1000);
  }
  return resets;
}

describe("the rate limit is reported to Airbyte", () => {
  it.each<[what: string, notes: [at: number, until: number][], resets: number[]]>([
    ["not for half a minute", [[0, 30]], []],
    ["for more", [[0, 41]], [41]],
    [
      "once for the same reset",
      [
        [0, 41],
        [0.2, 41.2],
        [1, 41],
      ],
      [41],
    ],
    [
      "again for the next",
      [
        [0, 41],
        [41, 101],
      ],
      [41, 101],
    ],
    [
      "when short waits add up without a pause",
      [
        [0, 10],
        [11, 20],
        [20, 31],
      ],
      [31],
    ],
    [
      "not when requests go out between short waits",
      [
        [0, 20],
        [40, 60],
        [80, 100],
      ],
      [],
    ],
  ])("%s", (_what, notes, resets) => {
    expect(reportedResets(notes)).toEqual(resets);
  });
});

it("short waits between successful requests are not reported, however frequent they are", () => {
  const resets: Date[] = [];
  const notice = new RateLimitNotice((until) => resets.push(until));
  for (let second = 0; second < 120; second += 5) {
    vi.advanceTimersByTime(5000);
    notice.note(readClock() + 4000);
    notice.noteSuccess();
  }
  expect(resets).toEqual([]);
});
