import { expect, test } from "vitest";
import { JobDurations } from "./job-durations.ts";

/** Follows one job after the other. Returns how late the end of each was seen, and after how many looks. */
function follow(jobsMs: readonly number[]): readonly { readonly lateMs: number; readonly looks: number }[] {
  const durations = new JobDurations();
  return jobsMs.map((jobMs) => {
    let ranAt = 0;
    for (let looks = 1; ; looks++) {
      const endedAt = durations.nextLook(ranAt);
      if (endedAt >= jobMs) {
        durations.noteEnded({ ranAt, endedAt });
        return { lateMs: endedAt - jobMs, looks };
      }
      ranAt = endedAt;
      durations.noteRunning(ranAt);
    }
  });
}

const even = (jobMs: number): readonly number[] => Array.from({ length: 60 }, () => jobMs);
/** From half of it to half as long again, in a mixed order. */
const uneven = (jobMs: number): readonly number[] =>
  Array.from({ length: 60 }, (_, index) => jobMs * (0.5 + ((index * 37) % 60) / 60));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test.each([120, 500, 4000, 20_000, 300_000])(
  "jobs that all take %i ms are soon looked at when they end, and seldom before",
  (jobMs) => {
    const latest = follow(even(jobMs)).slice(-40);
    expect(mean(latest.map(({ looks }) => looks))).toBeLessThan(1.35);
    expect(Math.max(...latest.map(({ lateMs }) => lateMs))).toBeLessThanOrEqual(jobMs * 0.02 + 40);
  },
);

test.each([4000, 20_000, 300_000])("the ends of uneven jobs of about %i ms are seen with little delay", (jobMs) => {
  const latest = follow(uneven(jobMs)).slice(30);
  expect(mean(latest.map(({ lateMs }) => lateMs))).toBeLessThan(jobMs * 0.05);
  expect(mean(latest.map(({ looks }) => looks))).toBeLessThan(15);
});

test("the first job is looked at ever less often", () => {
  const [first] = follow([60_000]);
  expect(first?.lateMs).toBeLessThan(60_000 * 0.2);
  expect(first?.looks).toBeLessThan(45);
});

test.each([
  ["slower", 2000, 9000],
  ["faster", 9000, 2000],
])("jobs that become %s are expected to take what the latest took", (_what, before, after) => {
  const latest = follow([...even(before), ...even(after)]).slice(-10);
  expect(Math.max(...latest.map(({ lateMs }) => lateMs))).toBeLessThanOrEqual(after * 0.02 + 40);
});

test("jobs that become faster are noticed before all slower ones are forgotten", () => {
  const latest = follow([...even(12_000), ...even(4000).slice(0, 12)]).slice(-4);
  expect(Math.max(...latest.map(({ lateMs }) => lateMs))).toBeLessThan(1000);
});

test("a job that takes far longer than others is looked at ever less often", () => {
  const [slow] = follow([...even(1000), 600_000]).slice(-1);
  expect(slow?.looks).toBeLessThan(120);
});

test("however late some ends are seen, a job takes no longer than the earliest that was seen", () => {
  const durations = new JobDurations();
  durations.noteRunning(1500);
  expect(durations.shortestMs).toBe(1500);
  for (const endedAt of [16_000, 4100, 9000]) durations.noteEnded({ ranAt: 0, endedAt });
  expect(durations.shortestMs).toBe(4100);
});
