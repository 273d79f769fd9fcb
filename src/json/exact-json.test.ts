import { describe, expect, test } from "vitest";
import { parseExactly, parseWithNumbersAsText } from "./exact-json.ts";

/** Far more levels than the stack holds. */
const DEEP = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;

function parseBeside(member: string, parse: (text: string) => unknown): unknown {
  const { nested, ...rest } = Object(parse(`{"nested":${DEEP},${member}}`));
  expect(nested).toBeInstanceOf(Array);
  return rest;
}

describe("beside a list that is nested 100,000 levels deep", () => {
  test.each([
    ['"id":"331bc3b86512057200836424e1467687"', { id: "331bc3b86512057200836424e1467687" }],
    ['"text":"a \\"12345678901234567\\" \\\\"', { text: 'a "12345678901234567" \\' }],
    ['"text":"1234567890123456","count":-1.5e1', { text: "1234567890123456", count: -15 }],
    ['"ids":[12345678901234567,{"id":7}]', { ids: [JSON.rawJSON("12345678901234567"), { id: 7 }] }],
  ])("%s is read exactly", (member, expected) => {
    expect(parseBeside(member, parseExactly)).toEqual(expected);
  });

  test("every number is read as its text if that is asked for", () => {
    expect(parseBeside('"list":[1.0,"2",12345678901234567]', parseWithNumbersAsText)).toEqual({
      list: ["1.0", "2", "12345678901234567"],
    });
  });

  test("text that is not JSON is still an error", () => {
    expect(() => parseExactly(`{"nested":${DEEP},"id":1234567890123456`)).toThrow(SyntaxError);
  });
});
