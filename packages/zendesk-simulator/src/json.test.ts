import { expect, test } from "vitest";
import { exactNumber, parseExactly, textOf } from "./json.ts";

test.each([
  "9007199254740993",
  "-12345678901234567890",
  "12345678901234567.25",
  "0.12345678901234567891",
  "123456.78901234567891",
  "12.35",
  "1e21",
])("%s keeps its digits through parsing and writing", (digits) => {
  const parsed = parseExactly(`{"value":${digits}}`);
  expect(JSON.stringify(parsed)).toBe(`{"value":${digits === "1e21" ? "1e+21" : digits}}`);
});

test("digits inside a string are left alone", () => {
  expect(parseExactly('{"a":"9007199254740993","b":1}')).toEqual({ a: "9007199254740993", b: 1 });
});

test("a short number is a plain number, even with extra zeros", () => {
  expect(exactNumber("12.50")).toBe(12.5);
});

test("a number has its text with all digits, and other values have none", () => {
  expect(textOf(parseExactly("9007199254740993"))).toBe("9007199254740993");
  expect([textOf(42), textOf("x"), textOf(null), textOf([]), textOf({}), textOf(true)]).toEqual([
    "42",
    "x",
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
