import { expect, test } from "vitest";
import { findName } from "./find-name.ts";

test.each([
  ["Plan", ["plan", "Plan"], "Plan"],
  ["PLAN", ["plan", "size"], "plan"],
  ["PLAN", ["plan", "Plan"], undefined],
  ["plans", ["plan"], undefined],
  ["plan", [], undefined],
])("%s among %j is %s", (wanted, names, found) => {
  expect(findName(wanted, names)).toBe(found);
});
