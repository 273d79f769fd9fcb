import { describe, expect, it } from "vitest";
import { email } from "./email.ts";

describe("an email address", () => {
  it.each<[written: string, address: string | null]>([
    ["ada@example.com", "ada@example.com"],
    [" Ada.Lovelace+crm@Example.co.uk ", "Ada.Lovelace+crm@Example.co.uk"],
    ["o'hara@example.com", "o'hara@example.com"],
    ["用户@例子.公司", "用户@例子.公司"],
    ["", null],
    [" ", null],
    ["mailto:ada@example.com", "ada@example.com"],
    ["MAILTO: ada@example.com", "ada@example.com"],
    ["<ada@example.com>", "ada@example.com"],
    ["mailto:<ada@example.com>", "ada@example.com"],
    ["ada@example.com.", "ada@example.com"],
    ["\u200Bada@exam\u00ADple.com\uFEFF", "ada@example.com"],
    ["\u202Aada@example.com\u202C", "ada@example.com"],
    ["\u200B", null],
    ["ada@xn--fsq.xn--55qx5d", "ada@xn--fsq.xn--55qx5d"],
    ["a%2Bb@example.com", "a%2Bb@example.com"],
  ])("written %j is sent as %j", (written, address) => {
    expect(email(written)).toStrictEqual({ value: address });
  });

  it.each<[written: unknown, reason: string]>([
    ["ada", "not an email address"],
    ["ada@", "not an email address"],
    ["ada@localhost", "not an email address"],
    ["ada@example.com, bob@example.com", "not an email address"],
    ["ada@example.com;bob@example.com", "not an email address"],
    ["Ada <ada@example.com>", "not an email address"],
    ["ada@example..com", "not an email address"],
    ["ada@@example.com", "not an email address"],
    ["ada@example.com..", "not an email address"],
    ["ada@example.com8050262430", "not an email address"],
    ["ada@example.c", "not an email address"],
    ["ada@10.0.0.1", "not an email address"],
    ["mailto:ada@example.com?subject=Hello", "not an email address"],
    // Percent-encoded in a link: its meaning would be a guess.
    ["mailto:a%2Bb@example.com", "not an email address"],
    // A joiner between letters of other scripts may have a meaning.
    ["\u0646\u200C\u0627@example.com", "not an email address"],
    ["None", "not an email address"],
    ["ad\uFFFD@example.com", "contains a character that could not be decoded"],
    ["ada\uD83D@example.com", "contains a character that could not be decoded"],
    [42, "is a number"],
    [["ada@example.com"], "is a list"],
  ])("written %j is refused: %s", (written, reason) => {
    expect(email(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });

  it("of 65 kB is refused", () => {
    expect(email(`ada@${"a.".repeat(65_536)}@`)).toStrictEqual({
      invalid: expect.stringContaining("not an email address"),
    });
  });
});
