import { expect, it } from "vitest";
import { namedByIds } from "./named-by-ids.ts";

it.each([
  [1, "the organization with the id 1"],
  [2, "the organizations with the ids 1, 2"],
  [10, "the organizations with the ids 1, 2, 3, 4, 5, 6, 7, 8, 9, 10"],
  [11, "the organizations with the ids 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 1 other"],
  [300, "the organizations with the ids 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 290 others"],
])("%i things are named by at most ten of their ids", (count, text) => {
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  expect(namedByIds("organization", ids)).toBe(text);
});
