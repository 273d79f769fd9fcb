import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sleep } from "./sleep.ts";

const DAY_MS = 24 * 60 * 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Whether the wait has ended, as a function. */
function watch(wait: Promise<void>): () => boolean {
  let hasEnded = false;
  const noteEnd = (): void => {
    hasEnded = true;
  };
  wait.then(noteEnd, noteEnd);
  return () => hasEnded;
}

test("a wait longer than Node's timers allow lasts as long as it should", async () => {
  const longest = vi.spyOn(globalThis, "setTimeout");
  const hasEnded = watch(sleep(60 * DAY_MS));
  await vi.advanceTimersByTimeAsync(60 * DAY_MS - 1);
  expect(hasEnded()).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(hasEnded()).toBe(true);
  expect(Math.max(...longest.mock.calls.map(([, ms]) => ms ?? 0))).toBeLessThan(2 ** 31);
});

test("a wait ends with its signal's reason, however long it would have been", async () => {
  const ending = new AbortController();
  const wait = sleep(Infinity, ending.signal);
  ending.abort(new Error("the sync ends"));
  await expect(wait).rejects.toThrow("the sync ends");
  await expect(sleep(1, ending.signal)).rejects.toThrow("the sync ends");
  expect(vi.getTimerCount()).toBe(0);
});
