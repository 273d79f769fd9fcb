import { expect, test } from "vitest";
import { isClearable } from "./clearable.ts";
import type { Key } from "./object-type.ts";

const keyOf = (column: string, parts?: readonly string[]): Key => ({
  column,
  ...(parts && { parts }),
  isNatural: true,
  find: () => Promise.resolve(new Map()),
});

const OBJECT = {
  keys: [keyOf("external_id"), keyOf("user_id and group_id", ["user_id", "group_id"])],
  neverCleared: new Set(["name"]),
};

test.each([
  ["external_id", "a key", false],
  ["group_id", "a part of a key", false],
  ["name", "declared to stay", false],
  ["notes", "none of these", true],
])("whether a null may empty %s, which is %s: %s", (column, _what, expected) => {
  expect(isClearable(OBJECT, column)).toBe(expected);
});

test.each([
  ["add", false],
  ["remove", false],
  ["replace", true],
] as const)("whether a null may empty a list in the mode %s: %s", (mode, expected) => {
  expect(isClearable({ ...OBJECT, lists: { columns: ["tags"], mode } }, "tags")).toBe(expected);
});
