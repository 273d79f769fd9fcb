import { describe, expect, it } from "vitest";
import { tags } from "./tags.ts";

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
  ])("written %j go out as %j", (written, sent) => {
    expect(tags(written)).toStrictEqual({ value: sent });
  });

  it.each<[written: unknown, reason: string]>([
    [{ vip: true }, "is an object"],
    ['{"vip": true}', "begins like a list but cannot be read"],
    ["['vip', 'eu'", "begins like a list but cannot be read"],
    ["[vip;eu]", "begins like a list but cannot be read"],
    ["(vip, eu)", "begins like a list but cannot be read"],
    ["List(vip, eu)", "begins like a list but cannot be read"],
    ["array(['vip', 'eu'], dtype=object)", "begins like a list but cannot be read"],
    [[["vip"]], "is a list"],
    [[{ tag: "vip" }], "is a list"],
  ])("written %j are refused: %s", (written, reason) => {
    expect(tags(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });
});
