import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { UndecidedOutcome } from "../../objects/outcome.ts";
import { RetrySchedule } from "./retry-schedule.ts";

const MINUTE_MS = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

type Cause = UndecidedOutcome["cause"];

function undecided(...causes: readonly Cause[]): readonly UndecidedOutcome[] {
  const rejection = { reason: "zendesk_error", message: "" } as const;
  return causes.map((cause) =>
    cause === "unreported" || cause === "not_sent"
      ? { kind: "undecided", cause, why: "" }
      : { kind: "undecided", cause, why: "", rejection },
  );
}

/** Attempts that decide no row, this many minutes apart, until the schedule says something other than to retry. */
function runOut(causes: readonly Cause[], everyMinutes: number) {
  const schedule = new RetrySchedule(3);
  for (let minutes = 0; minutes <= 60; minutes += everyMinutes) {
    const step = schedule.next(undecided(...causes), causes.length);
    if (step !== "retry") return { step, minutes, attempts: schedule.attempts };
    vi.advanceTimersByTime(everyMinutes * MINUTE_MS);
  }
  return { step: "retry" };
}

const many = (cause: Cause): readonly Cause[] => Array.from({ length: 11 }, () => cause);

it.each<[causes: readonly Cause[], ends: object]>([
  [["refused"], { step: "bisect", minutes: 2, attempts: 3 }],
  [["job_failed", "job_failed"], { step: "bisect", minutes: 2, attempts: 3 }],
  [["refused", "lost_race"], { step: "bisect", minutes: 2, attempts: 3 }],
  [["lost_race"], { step: "give_up", minutes: 3, attempts: 4 }],
  [["not_indexed"], { step: "give_up", minutes: 11, attempts: 12 }],
  [["rate_limited"], { step: "give_up", minutes: 16, attempts: 17 }],
  [["lost_race", "rate_limited"], { step: "give_up", minutes: 16, attempts: 17 }],
  [["unreported"], { step: "end_sync", minutes: 11, attempts: 12 }],
  [many("unreported"), { step: "end_sync", minutes: 11, attempts: 12 }],
  [["unreported", "unreported"], { step: "bisect", minutes: 2, attempts: 3 }],
  [["not_sent"], { step: "retry" }],
])("rows that stay %j end with %j", (causes, ends) => {
  expect(runOut(causes, 1)).toEqual(ends);
});

describe("a batch that may be sent whole only once", () => {
  it("is bisected after its first attempt", () => {
    expect(new RetrySchedule(1).next(undecided("refused", "refused"), 2)).toBe("bisect");
  });

  it("is sent again where something is only in the way", () => {
    expect(new RetrySchedule(1).next(undecided("lost_race", "lost_race"), 2)).toBe("retry");
  });
});

it("an attempt that decides a row restarts the time", () => {
  const schedule = new RetrySchedule(3);
  schedule.next(undecided("lost_race", "lost_race"), 2);
  vi.advanceTimersByTime(3 * MINUTE_MS);
  expect(schedule.next(undecided("lost_race"), 2)).toBe("retry");
  vi.advanceTimersByTime(2 * MINUTE_MS);
  expect(schedule.next(undecided("lost_race"), 1)).toBe("retry");
  vi.advanceTimersByTime(1);
  expect(schedule.next(undecided("lost_race"), 1)).toBe("give_up");
});

it("what the search has found at last is sent once more, however long that took", () => {
  const schedule = new RetrySchedule(3);
  schedule.next(undecided("not_indexed"), 1);
  vi.advanceTimersByTime(20 * MINUTE_MS);
  expect(schedule.next(undecided("lost_race"), 1)).toBe("retry");
  expect(schedule.next(undecided("lost_race"), 1)).toBe("give_up");
});

it("the wait for obstacles restarts after an attempt with another cause", () => {
  const schedule = new RetrySchedule(9);
  schedule.next(undecided("lost_race"), 1);
  vi.advanceTimersByTime(3 * MINUTE_MS);
  schedule.next(undecided("job_failed"), 1);
  expect(schedule.next(undecided("lost_race"), 1)).toBe("retry");
});

it("pauses double up to a minute, with up to as much again, and restart when a row is decided", () => {
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  const schedule = new RetrySchedule(99);
  const pauses = Array.from({ length: 8 }, () => {
    schedule.next(undecided("refused", "refused"), 2);
    return schedule.pauseMs();
  });
  expect(pauses).toEqual([1500, 3000, 6000, 12_000, 24_000, 48_000, 90_000, 90_000]);
  schedule.next(undecided("refused"), 2);
  expect(schedule.pauseMs()).toBe(1500);
});
