import { expect, test } from "vitest";
import { ProgressForecast } from "./progress-forecast.ts";

interface Work {
  readonly startedAt?: number;
  readonly queuedMs?: number;
  readonly workMs: number;
  readonly rows?: number;
}

/** Looks at a job whose first look is at `firstAt`, as the forecast says. */
function follow({ queuedMs = 0, rows = 100, startedAt = 5000, workMs }: Work, firstAt: number) {
  const endsAt = startedAt + queuedMs + workMs;
  const forecast = new ProgressForecast(startedAt);
  let at = startedAt + firstAt;
  let looks = 1;
  for (; at < endsAt; looks++) {
    const progress = Math.floor((rows * (at - startedAt - queuedMs)) / workMs);
    const status = progress >= 0 ? { status: "working", progress } : { status: "queued", progress: null };
    forecast.note({ id: "1", total: rows, ...status }, at);
    at = forecast.nextLook(at) ?? at + 500;
  }
  return { lateMs: at - endsAt, looks };
}

test.each<[what: string, work: Work]>([
  ["half a second", { workMs: 500 }],
  ["4 seconds", { workMs: 4000 }],
  ["20 seconds", { workMs: 20_000 }],
  ["5 minutes", { workMs: 300_000 }],
  ["8 seconds after 2 in the queue", { queuedMs: 2000, workMs: 8000 }],
  ["8 seconds after 2 minutes in the queue", { queuedMs: 120_000, workMs: 8000 }],
  ["a minute with 40 rows", { workMs: 60_000, rows: 40 }],
])("the end of a job of %s is seen with little delay", (_what, work) => {
  const { lateMs } = follow(work, 100);
  expect(lateMs).toBeLessThanOrEqual(((work.queuedMs ?? 0) + work.workMs) * 0.05 + 40);
});

test.each([4000, 20_000, 300_000])("a job of %i ms that is first seen half done needs few looks", (workMs) => {
  expect(follow({ workMs }, workMs / 2).looks).toBeLessThanOrEqual(6);
});

test.each<[what: string, status: object]>([
  ["is queued", { status: "queued", progress: null, total: 100 }],
  ["does not say how many rows it has", { status: "working", progress: 50 }],
  ["has a text as its progress", { status: "working", progress: "half", total: 100 }],
  ["says that it has endless rows", { status: "working", progress: 50, total: "1e999" }],
  ["says that endless rows are done", { status: "working", progress: "1e999", total: 100 }],
  ["has not begun", { status: "working", progress: 0, total: 100 }],
])("of a job that %s, nothing is predicted", (_what, status) => {
  const forecast = new ProgressForecast(0);
  forecast.note({ id: "1", status: "", ...status }, 1000);
  expect(forecast.nextLook(1000)).toBeUndefined();
});

test.each([100, 250])("a job that has done %i of its 100 rows ends soon", (progress) => {
  const forecast = new ProgressForecast(0);
  forecast.note({ id: "1", status: "working", progress: 50, total: 100 }, 5000);
  forecast.note({ id: "1", status: "working", progress, total: 100 }, 10_000);
  expect(forecast.nextLook(10_000)).toBe(10_200);
});

test("an answer that is older than the last one changes nothing", () => {
  const forecast = new ProgressForecast(0);
  forecast.note({ id: "1", status: "working", progress: 10, total: 100 }, 1000);
  forecast.note({ id: "1", status: "working", progress: 60, total: 100 }, 6000);
  const before = forecast.nextLook(6000);
  forecast.note({ id: "1", status: "working", progress: 20, total: 100 }, 6100);
  expect(forecast.nextLook(6000)).toBe(before);
});
