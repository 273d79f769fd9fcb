import { expect, test } from "vitest";
import { OldestKeys } from "./oldest-keys.ts";

/** A set that keeps the last three numbers. */
function lastThree() {
  const numbers = new Set<number>();
  const oldest = new OldestKeys(numbers);
  const add = (...added: readonly number[]): readonly number[] => {
    for (const number of added) {
      numbers.add(number);
      oldest.forgetWhile(
        () => numbers.size > 3,
        (first) => numbers.delete(first),
      );
    }
    return [...numbers];
  };
  return { numbers, oldest, add };
}

test("the oldest are forgotten first, however many have come", () => {
  const { add } = lastThree();
  expect(add(1, 2, 3)).toEqual([1, 2, 3]);
  expect(add(4, 5)).toEqual([3, 4, 5]);
  expect(add(...Array.from({ length: 1000 }, (_, index) => 100 + index))).toEqual([1097, 1098, 1099]);
});

test("what was deleted in the meantime is passed, and what is added again is the newest", () => {
  const { add, numbers } = lastThree();
  add(1, 2, 3);
  numbers.delete(1);
  numbers.delete(2);
  expect(add(1, 4, 5)).toEqual([1, 4, 5]);
});

test("all may be forgotten, and what comes afterwards is kept", () => {
  const { add, numbers, oldest } = lastThree();
  add(1, 2);
  oldest.forgetWhile(
    () => true,
    (first) => numbers.delete(first),
  );
  expect(add(3, 4)).toEqual([3, 4]);
  expect(add(5, 6)).toEqual([4, 5, 6]);
});

test("after it is cleared, it continues with what is added", () => {
  const { add, numbers } = lastThree();
  add(1, 2, 3, 4);
  numbers.clear();
  expect(add(5, 6, 7, 8)).toEqual([6, 7, 8]);
});
