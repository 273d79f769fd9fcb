import { expect, test } from "vitest";
import { fewest } from "./fewest.ts";

const NUMBERS = Array.from({ length: 100 }, (_, index) => index);

test.each([
  ["one culprit", [41]],
  ["culprits that lie apart", [0, 50, 99]],
  ["culprits side by side", [7, 8, 9]],
  ["nothing but the wish to fail", []],
])("what is left is %s", async (_what, culprits) => {
  const stillFails = (items: readonly number[]): Promise<boolean> =>
    Promise.resolve(culprits.every((culprit) => items.includes(culprit)));
  expect(await fewest(NUMBERS, stillFails)).toEqual(culprits);
});
