import { describe, expect, it } from "vitest";
import { tags, textList } from "./text-list.ts";

describe("a list as text", () => {
  it.each<[notation: string, written: string, items: readonly string[]]>([
    ["commas", "vip, wholesale,eu", ["vip", "wholesale", "eu"]],
    ["semicolons", "vip;wholesale; eu", ["vip", "wholesale", "eu"]],
    ["bars", "vip|wholesale | eu", ["vip", "wholesale", "eu"]],
    ["lines", "vip\r\nwholesale\neu", ["vip", "wholesale", "eu"]],
    ["several of them", "vip; wholesale, eu", ["vip", "wholesale", "eu"]],
    ["nothing between them", ";vip;;eu;", ["vip", "eu"]],
    ["CSV, with quotes", '"last, first","say ""hi""", eu', ["last, first", 'say "hi"', "eu"]],
    ["SQL", "'vip','o''hara'", ["vip", "o'hara"]],
    ["a quote within an item", "5\" nails, o'hara", ['5" nails', "o'hara"]],
    ["parentheses around an item", "(vip), eu", ["(vip)", "eu"]],
    ["JSON", '["last, first", 9007199254740993, null]', ["last, first", "9007199254740993"]],
    ["PostgreSQL", "{vip,wholesale}", ["vip", "wholesale"]],
    ["PostgreSQL, empty", "{}", []],
    [
      "PostgreSQL, with quotes",
      String.raw`{"last, first","say \"hi\"",NULL,"NULL","a\\b"}`,
      ["last, first", 'say "hi"', "NULL", "a\\b"],
    ],
    ["PostgreSQL, with other separators in an item", "{a;b,c|d}", ["a;b", "c|d"]],
    ["Python's list", "['vip', 'whole sale']", ["vip", "whole sale"]],
    ["Python's list, quotes within", String.raw`["o'hara", 'say "hi"', 'it\'s']`, ["o'hara", 'say "hi"', "it's"]],
    ["Python's list, mixed", "['vip', None, 5]", ["vip", "5"]],
    ["Python's tuple", "('vip',)", ["vip"]],
    ["Python's set", "{'vip', 'eu'}", ["vip", "eu"]],
    ["Java's list", "[vip, whole sale]", ["vip", "whole sale"]],
  ])("in the notation of %s is understood: %s", (_notation, written, items) => {
    expect(textList(written)).toStrictEqual(items);
    expect(textList(` ${written}\n`)).toStrictEqual(items);
  });

  it.each<[what: string, written: string]>([
    ["a bracket that is not closed", "[vip, eu"],
    ["a brace that is not closed", "{vip,eu"],
    ["a quote that is not closed", "['vip, 'eu']"],
    ["text after a quote", '"vip" and more, eu'],
    ["lists within lists", "[['vip'], ['eu']]"],
    ["rows of PostgreSQL", "{{vip},{eu}}"],
    ["a JSON object", '{"vip": true}'],
    ["JSON with an object in it", '[{"tag": "vip"}]'],
    ["an escape that only Python knows", String.raw`['\x41', 'eu']`],
    ["a list and more", "[vip] eu"],
    ["separators of another notation within brackets", "[vip;eu|us]"],
  ])("is not treated as one item if it has %s", (_what, written) => {
    expect(textList(written)).toBeUndefined();
  });

  it.each(['"', "'", "[", "{", "['", '{"', "("])("of a megabyte that begins with %s ends at once", (start) => {
    const list = textList(start + "a,'\\".repeat(250_000));
    expect(list === undefined || list.length > 0).toBe(true);
  });

  it("nested 8,000 levels deep is refused", () => {
    expect(textList(`${"[".repeat(8000)}${"]".repeat(8000)}`)).toBeUndefined();
  });
});

describe("tags", () => {
  it.each<[written: unknown, sent: readonly string[] | null]>([
    [
      ["vip", "eu"],
      ["vip", "eu"],
    ],
    [["VIP", "vip", " Vip "], ["vip"]],
    [["nice person"], ["nice_person"]],
    [["a\t b"], ["a_b"]],
    ["vip, Nice Person", ["vip", "nice_person"]],
    ['["vip", 9007199254740993]', ["vip", "9007199254740993"]],
    [
      [2024, true],
      ["2024", "true"],
    ],
    [[JSON.rawJSON("9007199254740993")], ["9007199254740993"]],
    [["École"], ["école"]],
    [["vip", null, ""], ["vip"]],
    ["vip,,", ["vip"]],
    ["vip;wholesale|eu", ["vip", "wholesale", "eu"]],
    ['{vip,"Nice Person",NULL}', ["vip", "nice_person"]],
    ["['vip', 'eu']", ["vip", "eu"]],
    [[], []],
    ["{}", []],
    ["[]", []],
    ["(new) vip, eu (west)", ["(new)_vip", "eu_(west)"]],
    ["", null],
    [" ", null],
  ])("written %j are sent as %j", (written, sent) => {
    expect(tags(written)).toStrictEqual({ value: sent });
  });

  it.each<[written: unknown, reason: string]>([
    [{ vip: true }, "is an object"],
    ['{"vip": true}', "looks like a list but cannot be read"],
    ["['vip', 'eu'", "looks like a list but cannot be read"],
    ["[vip;eu]", "looks like a list but cannot be read"],
    ["(vip, eu)", "looks like a list but cannot be read"],
    ["List(vip, eu)", "looks like a list but cannot be read"],
    ["array(['vip', 'eu'], dtype=object)", "looks like a list but cannot be read"],
    [[["vip"]], "is a list"],
    [[{ tag: "vip" }], "is a list"],
  ])("written %j are refused: %s", (written, reason) => {
    expect(tags(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });
});
