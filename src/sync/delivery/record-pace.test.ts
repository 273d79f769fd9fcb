import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RecordPace } from "./record-pace.ts";

const START = Date.parse("2026-11-22T10:41:00Z");
const DAY_MS = 24 * 60 * 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

/** After how many milliseconds each batch was sent. */
async function admissions(recordsPerSecond: number, batches: readonly number[]): Promise<readonly number[]> {
  const pace = new RecordPace(recordsPerSecond, new AbortController().signal);
  const startedAt = performance.now();
  const times: number[] = [];
  for (const records of batches) void pace.admit(records).then(() => times.push(performance.now() - startedAt));
  await vi.advanceTimersByTimeAsync(60_000);
  return times;
}

test.each<[what: string, perSecond: number, batches: readonly number[], times: readonly number[]]>([
  ["whole batches", 100, [100, 100, 100], [0, 1000, 2000]],
  ["small batches", 100, [10, 20, 30, 1], [0, 100, 300, 600]],
  ["a batch of more merged records than rows", 100, [350, 1], [0, 3500]],
  ["a slow pace", 1, [3, 1], [0, 3000]],
  ["a fast one", 100_000, [100, 100, 100], [0, 1, 2]],
])("each batch waits until the time of those before it has passed: %s", async (_what, perSecond, batches, times) => {
  expect(await admissions(perSecond, batches)).toEqual(times);
});

test.each<[what: string, pauseMs: number, times: readonly number[]]>([
  ["a little late", 1400, [1400, 2000, 3000]],
  ["much too late, by a second", 7000, [7000, 7000, 8000]],
])("batches that come %s make up for it", async (_what, pauseMs, times) => {
  const pace = new RecordPace(100, new AbortController().signal);
  const startedAt = performance.now();
  void pace.admit(100);
  await vi.advanceTimersByTimeAsync(pauseMs);
  const admitted: number[] = [];
  for (let batch = 0; batch < times.length; batch++) {
    void pace.admit(100).then(() => admitted.push(performance.now() - startedAt));
  }
  await vi.advanceTimersByTimeAsync(60_000);
  expect(admitted).toEqual(times);
});

test("the next batch is due half a second after it may go, as it makes up for that", () => {
  const pace = new RecordPace(100, new AbortController().signal);
  expect(pace.dueAt).toBe(-Infinity);
  const startedAt = performance.now();
  void pace.admit(250);
  expect(pace.dueAt - startedAt).toBe(3000);
});

test.each([-30 * DAY_MS, -1_800_000, 1_800_000, 30 * DAY_MS])(
  "a step of the machine's date by %i ms neither hurries nor delays a batch",
  async (stepMs) => {
    setTimeout(() => vi.setSystemTime(Date.now() + stepMs), 500);
    const pace = new RecordPace(100, new AbortController().signal);
    const startedAt = performance.now();
    const times: number[] = [];
    const sending = (async () => {
      for (let batch = 0; batch < 4; batch++) {
        await pace.admit(100);
        times.push(performance.now() - startedAt);
      }
    })();
    await vi.advanceTimersByTimeAsync(5000);
    await sending;
    expect(times).toEqual([0, 1000, 2000, 3000]);
  },
);

test("a waiting batch is refused when the sync ends", async () => {
  const ending = new AbortController();
  const pace = new RecordPace(1, ending.signal);
  await Promise.all([pace.admit(100), vi.advanceTimersByTimeAsync(1)]);
  const waiting = pace.admit(1);
  ending.abort(new Error("the sync ends"));
  await expect(waiting).rejects.toThrow("the sync ends");
});
