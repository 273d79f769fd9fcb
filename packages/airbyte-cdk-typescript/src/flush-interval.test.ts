import { describe, expect, it } from "vitest";

import { ConfigError } from "./errors.ts";
import { flushIntervalMs } from "./flush-interval.ts";

describe("flushIntervalMs", () => {
  it.each([
    [undefined, 30_000],
    ["", 30_000],
    ["5", 5000],
    [" 0.25 ", 250],
    ["86400", 86_400_000],
  ])("of %j is %d", (value, milliseconds) => {
    expect(flushIntervalMs(value)).toBe(milliseconds);
  });

  it.each(["0", "-1", "soon", "5s", "NaN", "Infinity", "86401"])("throws a ConfigError for %j", (value) => {
    expect(() => flushIntervalMs(value)).toThrow(ConfigError);
  });
});
