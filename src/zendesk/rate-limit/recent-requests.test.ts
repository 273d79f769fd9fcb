import { expect, test } from "vitest";
import { RecentRequests } from "./recent-requests.ts";

/** Sends as soon as it may. Returns when each request was sent. */
function sendAll(count: number, most: number, everyMs: number): readonly number[] {
  const recent = new RecentRequests();
  const sentAt: number[] = [];
  let now = 0;
  for (let number = 0; number < count; number++) {
    now += recent.waitMs(most, now);
    recent.noteSent(now);
    sentAt.push(now);
    now += everyMs;
  }
  return sentAt;
}

test.each([
  [100, 0],
  [100, 10],
  [1500, 1],
  [1, 0],
])("no minute has more than %i requests, sent %i ms apart if they may be", (most, everyMs) => {
  const sentAt = sendAll(most * 5, most, everyMs);
  const laterThanAMinute = sentAt.slice(most).map((at, number) => at - (sentAt[number] ?? Infinity) > 60_000);
  expect(new Set(laterThanAMinute)).toEqual(new Set([true]));
});

test("requests that are sent far enough apart never wait", () => {
  expect(sendAll(3000, 100, 700)).toEqual(Array.from({ length: 3000 }, (_, number) => number * 700));
});
