import { parseJson } from "airbyte-cdk-typescript";
import { describe, expect, it } from "vitest";
import { keyText } from "./key-text.ts";

describe("a key's text", () => {
  it.each([
    ["text", '"crm-1"', "crm-1"],
    ["text with blanks around it", '"  crm-1\\t"', "crm-1"],
    ["digits in text, leading zeros kept", '"007"', "007"],
    ["a whole number", "1001", "1001"],
    ["a whole number with a fraction of zero", "1001.0", "1001"],
    ["a number beyond what a double holds", "9007199254740993", "9007199254740993"],
    ["such a number with a fraction of zero", "9007199254740993.0", "9007199254740993"],
    ["a long number", "12345678901234567890123456789", "12345678901234567890123456789"],
    ["a number with an exponent", "1e3", "1000"],
    ["a number that JavaScript prints with an exponent", "1e21", "1000000000000000000000"],
    ["a fraction made whole by its exponent", "1.25e2", "125"],
    ["a negative number", "-5", "-5"],
    ["zero", "0", "0"],
    ["minus zero", "-0.0", "0"],
    ["a real fraction, which is no whole number", "10.5", "10.5"],
    ["a small fraction", "0.001", "0.001"],
    ["a number too long to write out", "1e400", "1e400"],
    ["Unicode, as it is", '"Zoë-٣"', "Zoë-٣"],
  ])("is, of %s", (_what, json, expected) => {
    expect(keyText(parseJson(json))).toEqual({ text: expected });
  });

  it.each([
    ["null", "null"],
    ["empty text", '""'],
    ["blanks", '" \\u00a0 "'],
  ])("is missing in %s", (_what, json) => {
    expect(keyText(parseJson(json))).toEqual({ text: undefined });
  });

  it.each([
    ["a list", "[1]"],
    ["an object", '{"id":1}'],
    ["true", "true"],
  ])("cannot be made of %s", (_what, json) => {
    expect(keyText(parseJson(json))).toHaveProperty("invalid");
  });
});
