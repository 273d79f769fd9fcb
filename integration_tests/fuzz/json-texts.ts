import * as fc from "fast-check";

/** JSON as text instead of values, so that keys may occur twice and numbers may exceed a double. */
export type JsonText = string;

export function object(...members: readonly (readonly [key: string, value: JsonText])[]): JsonText {
  return `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`;
}

const NUMBERS: readonly JsonText[] = [
  "0",
  "-0",
  "1.0",
  "1E+2",
  "1e400",
  "-1e400",
  "1e-400",
  "1e999999999",
  "1e-999999999",
  "12345678.995",
  "9007199254740993",
  "-9007199254740993",
  "123456789012345678901234567890",
  `1${"0".repeat(5000)}`,
  `0.${"1".repeat(5000)}`,
];

const TEXTS: readonly string[] = [
  "",
  " ",
  "\u0000",
  "\uD800",
  "\uDC00\uD800",
  "\u2028\u2029",
  "\r",
  "\n",
  "\uFEFF",
  "\u202E",
  "e\u0301",
  "\u{1F469}\u200D\u{1F469}".repeat(50),
  "__proto__",
  "1,2",
  "a@b",
  "../../..",
  "%2e%2e/",
  "-1",
  "+",
  "NaN",
  "2025-02-30",
  "x".repeat(256),
  "x".repeat(70_000),
];

const NESTED: readonly JsonText[] = [
  "[]",
  "{}",
  "[null]",
  "[[],{}]",
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"valueOf":null,"toJSON":1,"hasOwnProperty":0,"then":1}',
  '{"rawJSON":"}"}',
  '{"a":1,"a":2}',
  nested(100),
  nested(9000),
  nested(200_000),
  nested(9000, "9007199254740993"),
];

function nested(depth: number, core = ""): JsonText {
  return `${"[".repeat(depth)}${core}${"]".repeat(depth)}`;
}

const randomText: fc.Arbitrary<JsonText> = fc
  .string({ unit: "binary", maxLength: 40 })
  .map((text) => JSON.stringify(text));

/** An unexpected value: of the wrong type, out of range, or a text that breaks its reader. */
export const oddValue: fc.Arbitrary<JsonText> = fc.oneof(
  fc.constantFrom("null", "true", "false"),
  fc.constantFrom(...NUMBERS),
  fc.constantFrom(...TEXTS.map((text) => JSON.stringify(text))),
  // As in a line that JSON.stringify has not written.
  fc.constantFrom('"\u2028"', '"\uFEFF"', '"\\/\\u002f"', '"\\uD83D"'),
  fc.constantFrom(...NESTED),
  randomText,
  fc.json({ maxDepth: 4 }),
);
