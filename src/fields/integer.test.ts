import { describe, expect, it } from "vitest";
import { integer } from "./integer.ts";

describe("an integer", () => {
  it.each<[written: unknown, json: string]>([
    [42, "42"],
    ["42", "42"],
    [" 42 ", "42"],
    ["+42", "42"],
    ["007", "7"],
    [42.0, "42"],
    ["42.0", "42"],
    ["4.2e1", "42"],
    ["1e3", "1000"],
    [0, "0"],
    [-0, "0"],
    ["-0", "0"],
    ["0e999999999", "0"],
    [-7, "-7"],
    [9_007_199_254_740_991, "9007199254740991"],
    ["9007199254740993", "9007199254740993"],
    [JSON.rawJSON("9007199254740993"), "9007199254740993"],
    [JSON.rawJSON("9007199254740993.0"), "9007199254740993"],
    ["-9007199254740993", "-9007199254740993"],
    ["9223372036854775807", "9223372036854775807"],
    ["-9223372036854775808", "-9223372036854775808"],
  ])("written %j is sent as %s", (written, json) => {
    expect(JSON.stringify(integer(written))).toBe(`{"value":${json}}`);
  });

  it.each<[written: unknown, reason: string]>([
    [4.2, "not a 64-bit integer"],
    ["4.2", "not a 64-bit integer"],
    ["42.0000000000000000001", "not a 64-bit integer"],
    ["1e-1", "not a 64-bit integer"],
    ["9223372036854775808", "not a 64-bit integer"],
    [1e21, "not a 64-bit integer"],
    ["1E400", "not a 64-bit integer"],
    ["1e999999999", "not a 64-bit integer"],
    ["1e-999999999", "not a 64-bit integer"],
    ["1,000", "not a number"],
    ["42 years", "not a number"],
    ["forty", "not a number"],
    ["٤٢", "not a number"],
    ["0b1", "not a number"],
    [false, "is a boolean"],
    [[42], "is a list"],
    [{}, "is an object"],
  ])("written %j is refused: %s", (written, reason) => {
    expect(integer(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });

  it("of 65 kB is refused", () => {
    expect(integer(`${"9".repeat(65_536)}x`)).toStrictEqual({ invalid: expect.stringContaining("not a number") });
    expect(integer("9".repeat(65_536))).toStrictEqual({
      invalid: expect.stringContaining("not a 64-bit integer"),
    });
  });

  it("that is blank is not a value", () => {
    expect(integer("\t")).toStrictEqual({ value: null });
  });
});
