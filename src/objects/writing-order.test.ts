import { expect, test } from "vitest";
import { usersWith } from "./users/test-support/users-with.ts";
import { withoutCircles } from "./writing-order.ts";

test.each<[what: string, waits: Record<string, string[]>, kept: Record<string, string[]>]>([
  ["a chain stays", { a: ["b"], b: ["c"], c: [] }, { a: ["b"], b: ["c"], c: [] }],
  ["what is not written stays", { a: ["z"] }, { a: ["z"] }],
  ["two that name each other", { a: ["b", "c"], b: ["a"], c: [] }, { a: ["c"], b: ["a"], c: [] }],
  ["a longer circle", { a: ["b"], b: ["c"], c: ["a"] }, { a: [], b: ["c"], c: ["a"] }],
  ["one that names itself", { a: ["a"] }, { a: [] }],
])("%s: %j", (_what, waits, kept) => {
  const objects = Object.entries(waits).map(([name, writtenAfter]) => ({ ...usersWith(), name, writtenAfter }));
  expect(Object.fromEntries(withoutCircles(objects).map((each) => [each.name, each.writtenAfter]))).toEqual(kept);
});
