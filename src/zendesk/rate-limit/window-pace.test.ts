import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readClock } from "../../time/clock.ts";
import { sleep } from "../../time/sleep.ts";
import { WindowPace } from "./window-pace.ts";

const { signal } = new AbortController();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** When each of several requests starts, if each takes so long and all are to be sent at once. */
async function startsOf(pace: WindowPace, requests: number, takesMs: number): Promise<readonly number[]> {
  const starts: number[] = [];
  const send = async (): Promise<void> => {
    starts.push(readClock());
    await sleep(takesMs);
  };
  const sent = Array.from({ length: requests }, () => pace.send(send, signal));
  await vi.runAllTimersAsync();
  await Promise.all(sent);
  return starts.map((start) => start - (starts[0] ?? 0));
}

test("as many requests as the limit allows are sent at once, and the next ones a period after their answers", async () => {
  const pace = new WindowPace({ requests: 3, windowMs: 1000 });
  expect(await startsOf(pace, 7, 10)).toEqual([0, 10, 20, 1010, 1020, 1030, 2020]);
});

test("a wait is reported once it begins, with its length", async () => {
  const pace = new WindowPace({ requests: 1, windowMs: 1000 });
  const waits: number[] = [];
  const send = () =>
    pace.send(
      async () => {},
      signal,
      (ms) => waits.push(ms),
    );
  const sent = [send(), send()];
  await vi.runAllTimersAsync();
  await Promise.all(sent);
  expect(waits).toEqual([1000]);
});

test("a request that fails counts, and does not stop the ones after it", async () => {
  const pace = new WindowPace({ requests: 1, windowMs: 1000 });
  const failed = pace.send(() => Promise.reject(new Error("refused")), signal);
  const next = pace.send(async () => readClock(), signal);
  await expect(failed).rejects.toThrow("refused");
  const failedAt = readClock();
  await vi.runAllTimersAsync();
  expect(await next).toBe(failedAt + 1000);
});

test("a wait ends with the signal", async () => {
  const pace = new WindowPace({ requests: 1, windowMs: 1000 });
  const ending = new AbortController();
  await pace.send(async () => {}, ending.signal);
  const waiting = pace.send(async () => "sent", ending.signal);
  ending.abort(new Error("the sync ends"));
  await expect(waiting).rejects.toThrow("the sync ends");
});

test("the requests of one series are sent before those of the next", async () => {
  const pace = new WindowPace({ requests: 1, windowMs: 1000 });
  const sent: string[] = [];
  const series = (name: string) =>
    pace.inSeries(async () => {
      for (const request of ["first", "second"]) {
        await pace.send(async () => void sent.push(`${name} ${request}`), signal);
      }
    });
  const both = Promise.all([series("a"), series("b")]);
  await vi.runAllTimersAsync();
  await both;
  expect(sent).toEqual(["a first", "a second", "b first", "b second"]);
});
