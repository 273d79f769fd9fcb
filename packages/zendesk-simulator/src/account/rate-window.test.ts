import { expect, test } from "vitest";
import { Refusal } from "../refusal.ts";
import type { RateHeaderFamily } from "./rate-header-family.ts";
import { RateWindow } from "./rate-window.ts";

const minute = Date.UTC(2026, 10, 22, 12, 0);

function rateWindow(requestsPerMinute: number, rateHeaders: readonly RateHeaderFamily[], otherRequestsPerMinute = 0) {
  return new RateWindow({ requestsPerMinute, rateHeaders, otherRequestsPerMinute });
}

test("each header family is sent under its own names", () => {
  const window = rateWindow(700, ["ratelimit", "rate-limit", "x-rate-limit"]);
  expect(window.take(minute + 19_000)).toEqual({
    "ratelimit-limit": "700",
    "ratelimit-remaining": "699",
    "ratelimit-reset": "41",
    "rate-limit": "700",
    "rate-limit-remaining": "699",
    "rate-limit-reset": "41",
    "x-rate-limit": "700",
    "x-rate-limit-remaining": "699",
  });
});

test("when the minute is used up, the answer is a 429 with the seconds until the next one", () => {
  const window = rateWindow(2, ["ratelimit"]);
  window.take(minute);
  window.take(minute + 30_000);
  expect(refusalOf(() => window.take(minute + 59_500))).toMatchObject({
    status: 429,
    headers: { "retry-after": "1", "ratelimit-remaining": "0" },
  });
  expect(window.take(minute + 60_000)).toMatchObject({ "ratelimit-remaining": "1" });
});

test("other clients' requests count against the same minute, evenly", () => {
  const window = rateWindow(100, ["ratelimit"], 60);
  const left = [0, 20_000, 59_000].map((ms) => window.take(minute + ms)["ratelimit-remaining"]);
  expect(left).toEqual(["99", "78", "38"]);
});

test("a burst by others leaves a part of the minute, and does not touch the next one", () => {
  const window = rateWindow(100, ["ratelimit"]);
  window.takeByOthers(0.8, minute);
  expect(window.take(minute)["ratelimit-remaining"]).toBe("19");
  expect(window.take(minute + 60_000)["ratelimit-remaining"]).toBe("99");
});

test("an unlimited account sends no rate headers", () => {
  expect(rateWindow(0, ["ratelimit"]).take(minute)).toEqual({});
});

function refusalOf(run: () => unknown): Refusal | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  return undefined;
}
