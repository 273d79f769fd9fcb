import { describe, expect, it } from "vitest";
import { email, externalId } from "./keys.ts";

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
  ])("written %j is the key %j", (written, key) => {
    expect(externalId(written)).toStrictEqual({ value: key });
  });

  it.each<[written: unknown, reason: string]>([
    [JSON.rawJSON("1E400"), "too many digits"],
    [JSON.rawJSON("1e999999999"), "too many digits"],
    [Number.POSITIVE_INFINITY, "too many digits"],
    // One key for half of all people.
    [true, "is a boolean where Zendesk takes a key"],
    [["crm-1001"], "is a list"],
    [{ id: 1001 }, "is an object"],
    ["crm-\uD83D", "holds a broken character"],
  ])("written %j is refused: %s", (written, reason) => {
    expect(externalId(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });
});

describe("an e-mail address", () => {
  it.each<[written: string, address: string | null]>([
    ["ada@example.com", "ada@example.com"],
    [" Ada.Lovelace+crm@Example.co.uk ", "Ada.Lovelace+crm@Example.co.uk"],
    ["o'hara@example.com", "o'hara@example.com"],
    ["用户@例子.公司", "用户@例子.公司"],
    ["", null],
    [" ", null],
  ])("written %j goes out as %j", (written, address) => {
    expect(email(written)).toStrictEqual({ value: address });
  });

  it.each<[written: unknown, reason: string]>([
    ["ada", "not an e-mail address"],
    ["ada@", "not an e-mail address"],
    ["ada@localhost", "not an e-mail address"],
    ["ada@example.com, bob@example.com", "not an e-mail address"],
    ["ada@example.com;bob@example.com", "not an e-mail address"],
    ["Ada <ada@example.com>", "not an e-mail address"],
    ["ada@example..com", "not an e-mail address"],
    ["ada@@example.com", "not an e-mail address"],
    ["ada\uD83D@example.com", "holds a broken character"],
    [42, "is a number"],
    [["ada@example.com"], "is a list"],
  ])("written %j is refused: %s", (written, reason) => {
    expect(email(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });

  it("of 65 kB is refused", () => {
    expect(email(`ada@${"a.".repeat(65_536)}@`)).toStrictEqual({
      invalid: expect.stringContaining("not an e-mail address"),
    });
  });
});
