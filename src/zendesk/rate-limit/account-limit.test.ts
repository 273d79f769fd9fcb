import { expect, test } from "vitest";
import { AccountLimit } from "./account-limit.ts";

type Reading = readonly [second: number, endpoint: string, limit: number];

function limitAfter(readings: readonly Reading[]): number | undefined {
  const limit = new AccountLimit();
  return readings.map(([second, endpoint, each]) => limit.note(endpoint, each, second * 1000)).at(-1);
}

test.each<[what: string, readings: readonly Reading[], limit: number]>([
  ["is what the first answer says", [[0, "a", 400]], 400],
  [
    "is not an endpoint's own, lower one",
    [
      [0, "a", 400],
      [1, "b", 100],
    ],
    400,
  ],
  [
    "rises with the first answer that says so",
    [
      [0, "a", 400],
      [1, "b", 100],
      [2, "a", 700],
    ],
    700,
  ],
  [
    "falls when every endpoint says so",
    [
      [0, "a", 700],
      [1, "b", 700],
      [2, "a", 400],
      [3, "b", 400],
    ],
    400,
  ],
  [
    "falls when the others have been silent for a minute",
    [
      [0, "a", 700],
      [30, "b", 400],
      [60, "b", 400],
    ],
    400,
  ],
])("the account's limit %s", (_what, readings, limit) => {
  expect(limitAfter(readings)).toBe(limit);
});

test("at most a hundred endpoints are remembered, and the latest ones count", () => {
  const limit = new AccountLimit();
  limit.note("first", 700, 0);
  const limits = Array.from({ length: 200 }, (_, index) => limit.note(`endpoint ${index}`, 400, index));
  expect([limits[0], limits.at(-1)]).toEqual([700, 400]);
});
