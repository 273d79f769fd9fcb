import { describe, expect, it } from "vitest";
import { externalId } from "./keys.ts";

describe("an external_id", () => {
  it.each<[written: unknown, key: string | null]>([
    ["crm-1001", "crm-1001"],
    [" crm-1001\t", "crm-1001"],
    ["CRM-1001", "CRM-1001"],
    ["a,b", "a,b"],
    ["1001.0", "1001.0"],
    ["007", "007"],
    [1001, "1001"],
    [1001.0, "1001"],
    [1e3, "1000"],
    [1e21, "1000000000000000000000"],
    [12.5, "12.5"],
    [0, "0"],
    [-0, "0"],
    [-5, "-5"],
    [JSON.rawJSON("9007199254740993"), "9007199254740993"],
    [JSON.rawJSON("9007199254740993.000"), "9007199254740993"],
    [JSON.rawJSON("9.007199254740993e15"), "9007199254740993"],
    ["", null],
    ["   ", null],
    ["\u00A0", null],
    // It is invisible, so all records without a key would share it.
    ["\u200B", null],
    ["\0\0\0", null],
    ["a\u200Bb", "a\u200Bb"],
  ])("written %j is the key %j", (written, key) => {
    expect(externalId(written)).toStrictEqual({ value: key });
  });

  it.each<[written: unknown, reason: string]>([
    [JSON.rawJSON("1E400"), "too many digits"],
    [JSON.rawJSON("1e999999999"), "too many digits"],
    [Number.POSITIVE_INFINITY, "too many digits"],
    // It would be the key of half of all people.
    [true, "is a boolean, but Zendesk expects a key"],
    [["crm-1001"], "is a list"],
    [{ id: 1001 }, "is an object"],
    ["crm-\uD83D", "contains a character that could not be decoded"],
    // What a decoder makes of bytes that are not UTF-8: Müller and Möller become the same.
    ["M\uFFFDller", "contains a character that could not be decoded"],
    ["None", "is a placeholder"],
    ["null", "is a placeholder"],
    [" NULL ", "is a placeholder"],
    ["NaN", "is a placeholder"],
    ["undefined", "is a placeholder"],
    ["N/A", "is a placeholder"],
    ["\u200Bnull\u200B", "is a placeholder"],
  ])("written %j is refused: %s", (written, reason) => {
    expect(externalId(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });
});
