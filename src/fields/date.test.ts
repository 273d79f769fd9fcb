import { describe, expect, it } from "vitest";
import { date } from "./date.ts";

describe("a date", () => {
  it.each<[written: string, day: string]>([
    ["2024-02-29", "2024-02-29"],
    ["2000-02-29", "2000-02-29"],
    [" 1987-06-05 ", "1987-06-05"],
    ["0001-01-01", "0001-01-01"],
    ["9999-12-31", "9999-12-31"],
    ["2024-02-29T23:59:59Z", "2024-02-29"],
    // The day as written: in UTC this is 1 March.
    ["2024-02-29T23:30:00-05:00", "2024-02-29"],
    ["2024-03-01T00:30:00+14:00", "2024-03-01"],
    ["2024-02-29T10:20", "2024-02-29"],
    ["2024-02-29T10:20:30.123456789", "2024-02-29"],
    ["2024-02-29 10:20:30", "2024-02-29"],
    ["2024-02-29 10:20:30.000 UTC", "2024-02-29"],
    ["2024-02-29 10:20:30+00", "2024-02-29"],
    ["2024-02-29T10:20:30 +0000", "2024-02-29"],
    ["2016-12-31T23:59:60Z", "2016-12-31"],
  ])("written %j is the day %s", (written, day) => {
    expect(date(written)).toStrictEqual({ value: day });
  });

  it.each<[written: unknown, reason: string]>([
    ["2023-02-29", "does not exist"],
    ["1900-02-29", "does not exist"],
    ["2024-02-30T10:00:00Z", "does not exist"],
    ["2024-04-31", "does not exist"],
    ["2024-13-01", "does not exist"],
    ["2024-00-10", "does not exist"],
    ["2024-01-00", "does not exist"],
    ["0000-00-00", "does not exist"],
    ["2024-1-5", "not a date"],
    ["24-01-05", "not a date"],
    ["02/29/2024", "not a date"],
    ["29.02.2024", "not a date"],
    ["20240229", "not a date"],
    ["2024-02-29T25:00:00Z", "not a date"],
    ["2024-02-29T10:20:30Z and more", "not a date"],
    ["2024-02-29 BC", "not a date"],
    ["٢٠٢٤-٠٢-٢٩", "not a date"],
    ["yesterday", "not a date"],
    ["1709164800", "not a date"],
    [1_709_164_800, "is a number, which could be seconds"],
    [1_709_164_800_000, "is a number, which could be seconds"],
    [JSON.rawJSON("1709164800000000000"), "is a number, which could be seconds"],
    [true, "is a boolean"],
    [["2024-02-29"], "is a list"],
    [{ year: 2024 }, "is an object"],
  ])("written %j is refused: %s", (written, reason) => {
    expect(date(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });

  it("that is blank is not a value", () => {
    expect(date("")).toStrictEqual({ value: null });
  });
});
