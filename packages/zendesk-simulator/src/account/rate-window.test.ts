import { expect, test } from "vitest";
import { Refusal } from "../refusal.ts";
import { RateWindow } from "./rate-window.ts";

const minute = Date.UTC(2026, 10, 22, 12, 0);

test("each header family is sent under its own names", () => {
  const window = new RateWindow(700, ["ratelimit", "rate-limit", "x-rate-limit"]);
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

test("a used-up minute is answered 429 with the seconds until the next one, which starts afresh", () => {
  const window = new RateWindow(2, ["ratelimit"]);
  window.take(minute);
  window.take(minute + 30_000);
  expect(refusalOf(() => window.take(minute + 59_500))).toMatchObject({
    status: 429,
    headers: { "retry-after": "1", "ratelimit-remaining": "0" },
  });
  expect(window.take(minute + 60_000)).toMatchObject({ "ratelimit-remaining": "1" });
});

test("an unlimited account sends no rate headers", () => {
  expect(new RateWindow(0, ["ratelimit"]).take(minute)).toEqual({});
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
