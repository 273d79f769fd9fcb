import { describe, expect, it } from "vitest";
import { text } from "./text.ts";

describe("a text", () => {
  it.each<[written: unknown, sent: string]>([
    ["Müller & Søn 東京 👩‍👩‍👧", "Müller & Søn 東京 👩‍👩‍👧"],
    [" keeps its blanks ", " keeps its blanks "],
    ["two\nlines", "two\nlines"],
    ["cut in an emoji \uD83D", "cut in an emoji \uFFFD"],
    ["null", "null"],
    [0, "0"],
    [-0, "0"],
    [12.5, "12.5"],
    [1e21, "1000000000000000000000"],
    [1e-7, "0.0000001"],
    [JSON.rawJSON("9007199254740993"), "9007199254740993"],
    [JSON.rawJSON("1E400"), "1E400"],
    [true, "true"],
    [false, "false"],
  ])("written %j is sent as %j", (written, sent) => {
    expect(text(written)).toStrictEqual({ value: sent });
  });

  it("of 65 kB is sent in full, because Zendesk documents no limit", () => {
    const long = "é".repeat(65_536);
    expect(text(long)).toStrictEqual({ value: long });
  });

  it.each<[written: unknown, reason: string]>([
    [["a", "b"], "is a list, but Zendesk expects text"],
    [[], "is a list"],
    [{ street: "Main St" }, "is an object, but Zendesk expects text"],
    // What JSON.parse makes of 1E400 if its digits are not kept.
    [Number.POSITIVE_INFINITY, "is a number, but Zendesk expects text"],
  ])("cannot be made from %j: %s", (written, reason) => {
    expect(text(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });

  it.each(["", " ", "\r\n", "\u00A0"])("that is blank (%j) is not a value", (blank) => {
    expect(text(blank)).toStrictEqual({ value: null });
  });
});
