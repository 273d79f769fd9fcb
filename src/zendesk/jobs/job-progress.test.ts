import { expect, test } from "vitest";
import { JobProgress } from "./job-progress.ts";

const MINUTE_MS = 60_000;

type Report = readonly [status: string, progress: unknown];

/** One poll per minute reports this. Returns the minute in which the job is given up; undefined if not within a day. */
function givenUpAfter(statusAt: (minute: number) => Report): number | undefined {
  const reportAt = (minute: number) => {
    const [status, progress] = statusAt(minute);
    return { id: "1", status, progress };
  };
  const job = new JobProgress(reportAt(0), 0);
  for (let minute = 1; minute <= 24 * 60; minute++) {
    job.note(reportAt(minute), minute * MINUTE_MS);
    if (job.isGivenUp(minute * MINUTE_MS)) return minute;
  }
  return undefined;
}

test.each<[what: string, statusAt: (minute: number) => Report, minutes: number]>([
  ["stays queued", () => ["queued", null], 30],
  ["finishes a row every 20 minutes, for six hours", (minute) => ["working", Math.floor(minute / 20)], 360],
  ["progresses forever", (minute) => ["working", minute], 360],
  ["begins to work after 20 minutes", (minute) => [minute < 20 ? "queued" : "working", null], 50],
  ["reports its progress as text", (minute) => ["working", String(Math.min(minute, 40))], 70],
  ["goes back and forth", (minute) => ["working", minute % 2], 31],
  ["changes between two states", (minute) => [minute % 2 === 0 ? "queued" : "working", null], 31],
  ["reports a new state every minute", (minute) => [`state${minute}`, null], 35],
  ["reports a progress that is not a number", (minute) => ["working", { minute }], 30],
  ["reports an infinite progress", () => ["working", Infinity], 30],
])("a job that %s is given up", (_what, statusAt, minutes) => {
  expect(givenUpAfter(statusAt)).toBe(minutes);
});
