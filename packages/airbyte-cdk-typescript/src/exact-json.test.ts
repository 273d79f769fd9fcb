import { describe, expect, it } from "vitest";

import { isJsonObject, isRawJson, parseJson } from "./exact-json.ts";

describe("parseJson", () => {
  it.each([
    "9007199254740993",
    "-9007199254740993",
    "12345678901234567890",
    "0.1234567890123456789",
    "12345678.123456789012",
    "1234567890123456789e5",
    "1e400",
    "-1E+400",
    "1e-400",
    "1234567890.12345678",
    "100000000000000000000000001",
  ])("keeps the digits of %s, which a double would change", (digits) => {
    const text = `{"a":${digits},"b":[${digits} ,${digits}]}`;
    const parsed = parseJson(text);

    expect(JSON.stringify(parsed)).toBe(text.replace(" ", ""));
    expect(isJsonObject(parsed) && isRawJson(parsed["a"])).toBe(true);
    expect(JSON.stringify(parseJson(digits))).toBe(digits);
  });

  it.each<[string, number]>([
    ["1.0", 1],
    ["1e0", 1],
    ["0.1", 0.1],
    ["-0.0", -0],
    ["0e999", 0],
    ["9007199254740992", 9007199254740992],
    ["1000000000000000000000", 1e21],
    ["1.00000000000000000000", 1],
    ["0.30000000000000004", 0.30000000000000004],
    ["1.7976931348623157e308", Number.MAX_VALUE],
    ["5e-324", Number.MIN_VALUE],
    ["100e-2", 1],
  ])("returns a plain number for %s, which a double can hold", (text, number) => {
    expect(parseJson(`[${text}]`)).toEqual([number]);
    expect(parseJson(text)).toBe(number);
  });

  it("leaves digits inside strings alone", () => {
    const text = '{"id":"12345678901234567890","note":"9007199254740993, 1e400]","big":9007199254740993}';

    expect(JSON.stringify(parseJson(text))).toBe(text);
  });

  it.each(['{"__proto__":{"a":1},"b":2}', '{"__proto__":{"a":9007199254740993},"b":9007199254740993}'])(
    "keeps __proto__ a plain own property: %s",
    (text) => {
      const parsed = parseJson(text);

      expect(Object.keys(parsed ?? {})).toEqual(["__proto__", "b"]);
      expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
      expect(JSON.stringify(parsed)).toBe(text);
    },
  );

  it("keeps digits at 20,000 levels, which are too many for a reviver", () => {
    const deep = 20_000;
    const texts = '"9007199254740993","\\"9007199254740993,\\\\",1.0,{"__proto__":9007199254740993,"a":-1e400}';
    const parsed = parseJson(`[${texts},${"[".repeat(deep)}9007199254740993${"]".repeat(deep)}]`);

    // JSON.stringify has the same limit.
    const shallow: unknown[] = Array.isArray(parsed) ? parsed.slice(0, -1) : [];
    expect(JSON.stringify(shallow)).toBe(`[${texts.replace("1.0", "1")}]`);
    let innermost: unknown = parsed;
    while (Array.isArray(innermost)) innermost = innermost.at(-1);
    expect(JSON.stringify(innermost)).toBe("9007199254740993");
  });

  it.each(["", "{", '{"a":12345678901234567890', "nope"])("throws SyntaxError for %j", (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  it.each([
    ["digits", `"${"1".repeat(1_000_000)}"`],
    ["exponents", `"${"1e".repeat(500_000)}"`],
    ["an exponent's digits", `"${"1".repeat(16)}e${"1".repeat(1_000_000)}"`],
    ["spaces", `["1111111111111111"${" ".repeat(1_000_000)}]`],
  ])("takes time in proportion to a long run of %s", (_what, text) => {
    expect(JSON.stringify(parseJson(text))).toBe(text.replaceAll(" ", ""));
  });
});

describe("isJsonObject", () => {
  it.each<[unknown, boolean]>([
    [{}, true],
    [{ a: 1 }, true],
    [null, false],
    [[], false],
    ["{}", false],
    [parseJson("9007199254740993"), false],
  ])("of %j is %s", (value, expected) => {
    expect(isJsonObject(value)).toBe(expected);
  });
});
