import { describe, expect, it, vi } from "vitest";
import { decimal } from "./decimal.ts";

describe("a decimal", () => {
  it.each<[written: unknown, sent: number]>([
    [12.345, 12.35],
    ["12.345", 12.35],
    [12.3, 12.3],
    ["12.30", 12.3],
    // As doubles, these are below the half, and would round down.
    [1.005, 1.01],
    [8.345, 8.35],
    ["1.00499999999999999999999", 1],
    [-0.005, -0.01],
    ["-12.345", -12.35],
    ["-0.004", 0],
    [0, 0],
    [-0, 0],
    ["-0", 0],
    ["1e3", 1000],
    ["1E-2", 0.01],
    ["+5", 5],
    [".5", 0.5],
    ["5.", 5],
    [" 5 ", 5],
    ["007.50", 7.5],
    [1e-7, 0],
    ["1e-999999999999", 0],
    ["0e999999999999", 0],
    [99_999_999.99, 99_999_999.99],
    [99_999_999.994, 99_999_999.99],
    ["-99999999.99", -99_999_999.99],
    [JSON.rawJSON("0.1234567890123456789"), 0.12],
    [JSON.rawJSON("12.3449999999999999999"), 12.34],
  ])("written %j is sent as %s", (written, sent) => {
    expect(decimal(2)(written)).toStrictEqual({ value: sent });
  });

  it.each<[written: unknown, reason: string]>([
    [99_999_999.995, "more than 8 digits before the decimal point"],
    ["-99999999.995", "more than 8 digits before the decimal point"],
    [123_456_789, "more than 8 digits before the decimal point"],
    [1e21, "more than 8 digits"],
    ["1E400", "more than 8 digits"],
    [JSON.rawJSON("1E400"), "more than 8 digits"],
    ["1e999999999999", "more than 8 digits"],
    ["1,234.56", "not a number"],
    ["12,5", "not a number"],
    ["$12.50", "not a number"],
    ["12.5 EUR", "not a number"],
    ["1 000", "not a number"],
    ["１２.５", "not a number"],
    ["١٢", "not a number"],
    ["0x10", "not a number"],
    ["1e", "not a number"],
    [".", "not a number"],
    ["--1", "not a number"],
    ["NaN", "not a number"],
    ["Infinity", "not a number"],
    [Number.POSITIVE_INFINITY, "is a number, but Zendesk expects"],
    [true, "is a boolean"],
    [[12.5], "is a list"],
    [{ amount: 12.5 }, "is an object"],
  ])("written %j is refused: %s", (written, reason) => {
    expect(decimal(2)(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });

  it("of 65 kB is read to its last digit", () => {
    const zeros = "0".repeat(65_536);
    expect(decimal(2)(`0.005${zeros}1`)).toStrictEqual({ value: 0.01 });
    expect(decimal(2)(`0.${zeros}1`)).toStrictEqual({ value: 0 });
    expect(decimal(2)(`1${zeros}`)).toStrictEqual({ invalid: expect.stringContaining("more than 8 digits") });
  });

  it("that is blank is not a value", () => {
    expect(decimal(2)("")).toStrictEqual({ value: null });
  });

  it.each<[places: number, written: string, result: unknown]>([
    [0, "0.5", { value: 1 }],
    [0, "9999999999", { value: 9_999_999_999 }],
    [4, "1.23455", { value: 1.2346 }],
    [4, "999999.99995", { invalid: expect.stringContaining("more than 6 digits") }],
    [10, "0.12345678905", { value: 0.1234567891 }],
    [10, "1", { invalid: expect.stringContaining("more than 0 digits") }],
  ])("with %i places, %s gives %j", (places, written, result) => {
    expect(decimal(places)(written)).toStrictEqual(result);
  });

  it.each<[written: unknown, sent: unknown]>([
    ["12.345", 12.345],
    [12.345, 12.345],
    ["12.30", 12.3],
    ["-0.000000123", JSON.rawJSON("-0.000000123")],
    ["99999999999", 99_999_999_999],
    ["0.1234567890123456789", JSON.rawJSON("0.1234567890123456789")],
    [JSON.rawJSON("9007199254740993.25"), JSON.rawJSON("9007199254740993.25")],
    ["-0", 0],
    ["", null],
  ])("without a number of places, written %j is sent with every digit: %j", (written, sent) => {
    const onRounded = vi.fn<() => void>();
    expect(JSON.stringify(decimal(null, onRounded)(written))).toBe(JSON.stringify({ value: sent }));
    expect(onRounded).not.toHaveBeenCalled();
  });

  it.each(["1e999999999", `0.${"1".repeat(300)}`])("without a number of places still ends: %s", (written) => {
    expect(decimal(null)(written)).toStrictEqual({ invalid: expect.stringContaining("more than 100 digits") });
  });

  it("reports when rounding loses digits, and only then", () => {
    const onRounded = vi.fn<() => void>();
    const rule = decimal(2, onRounded);
    for (const lossless of ["12.34", "12.340", 12.3, "1e3", "-0", "", "100000000.001"]) rule(lossless);
    expect(onRounded).not.toHaveBeenCalled();
    rule("12.341");
    expect(onRounded).toHaveBeenCalledOnce();
  });
});
