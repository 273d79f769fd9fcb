import { describe, expect, it } from "vitest";

import { hasRiskyNumber } from "./risky-number.ts";

describe("hasRiskyNumber", () => {
  const risky = ["1234567890123456", "-1234567890.1234567", "1e100", "1E-100", "9e+999", "0.00000000000000000001"];
  const harmless = ["0", "-12", "123456789012345", "12345.6789", "1e99", "1.5E-10", "1700000000000"];

  // At every position of the text, because the search looks at every third character only.
  const places = ["", " ", "  ", "[", "[ ", "[  ", '{"a":', '{"a": ', '{"é":  ', "[true,", '["x", ', "[1,2,"];

  it.each(risky)("finds %s anywhere", (number) => {
    for (const before of places) {
      for (const after of ["", ",1]", "]", " }", "\n}"]) {
        expect([before, after, hasRiskyNumber(before + number + after)]).toEqual([before, after, true]);
      }
    }
  });

  it.each(harmless)("ignores %s anywhere", (number) => {
    for (const before of places) expect([before, hasRiskyNumber(`${before}${number}]`)]).toEqual([before, false]);
  });

  it("finds a risky number directly after a harmless one", () => {
    for (let digits = 1; digits < 15; digits += 1) expect(hasRiskyNumber(`[${"7".repeat(digits)},1e100]`)).toBe(true);
  });

  it.each(['{"id":"1234567890123456"}', '{"uuid":"5e100-3e200"}', '{"hash":"1e1000000000000000"}', "", "{}"])(
    "passes over %s",
    (json) => {
      expect(hasRiskyNumber(json)).toBe(false);
    },
  );
});
