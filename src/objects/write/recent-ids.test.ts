import { expect, test } from "vitest";
import { RecentIds } from "./recent-ids.ts";

test("the last 10,000 ids are remembered", () => {
  const recent = new RecentIds();
  for (let id = 0; id <= 10_000; id++) recent.add(id);
  expect([recent.has(0), recent.has(1), recent.has(10_000)]).toEqual([false, true, true]);
});
