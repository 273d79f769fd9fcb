import { describe, expect, it, vi } from "vitest";
import { regexp } from "./regexp.ts";

describe("a regexp field", () => {
  it.each<[pattern: string, written: unknown]>([
    [String.raw`\A\d{5}\z`, "12345"],
    [String.raw`\A\d{5}\Z`, "12345\n"],
    [String.raw`\A\d{5}\z`, 12345],
    ["^[A-Z]{2}-[0-9]+$", "AB-17"],
    ["^b$", "a\nb\nc"],
    ["(?i)^abc$", "ABC"],
    [String.raw`\A[\w.\-]+\@\w+\.com\z`, "a.b-c@example.com"],
    [String.raw`\b([0-9]{4})-(1[0-2]|0?[1-9])\b`, "2024-12"],
    [String.raw`\A\d{1,3}(\.\d{1,3}){3}\z`, "10.0.0.1"],
    [String.raw`\A\p{Lu}\p{Ll}+\z`, "Ärger"],
    [String.raw`\A[^@\s]+@[\w-]+\.[\w.-]+\z`, "ada@example.co.uk"],
    ["(?<year>[0-9]{4})", "in 2024"],
    ["^a.b$", "a\rb"],
    ["^(?!000)[0-9]{3}-(?!00)[0-9]{2}$", "123-45"],
    [String.raw`\A(?=.*\d)(?=.*[A-Z]).{4,}\z`, "ab1C"],
    [String.raw`\A(|a|bc){2,3}\z`, "bca"],
    [String.raw`\A(?:x?){3}\z`, "xx"],
    [String.raw`\A(a*)*b\z`, "b"],
    [String.raw`\Bcat\B`, "concatenate"],
    [String.raw`\A\u{1F600}.\z`, "\u{1F600}\u{1F601}"],
    [String.raw`a\Z|\Ab`, "ba\n"],
  ])("with the pattern %s accepts %j", (pattern, written) => {
    const onUnchecked = vi.fn<(why: string) => void>();
    expect(regexp(pattern, onUnchecked)(written)).toStrictEqual({ value: String(written) });
    expect(onUnchecked).not.toHaveBeenCalled();
  });

  it.each<[pattern: string, written: unknown, reason: string]>([
    [String.raw`\A\d{5}\z`, "1234", "does not match"],
    [String.raw`\A\d{5}\z`, "12345\n", "does not match"],
    [String.raw`\A\d{5}\z`, "12345\n12345", "does not match"],
    [String.raw`\A\d{5}\z`, "١٢٣٤٥", "does not match"],
    ["^abc$", "ABC", "does not match"],
    [String.raw`\A[\w.\-]+\@\w+\.com\z`, "a b@example.com", "does not match"],
    ["^a.b$", "a\nb", "does not match"],
    ["^(?!000)[0-9]{3}-(?!00)[0-9]{2}$", "000-45", "does not match"],
    [String.raw`\A(?=.*\d)(?=.*[A-Z]).{4,}\z`, "abCd", "does not match"],
    [String.raw`\A(|a|bc){2,3}\z`, "aaaa", "does not match"],
    [String.raw`\A(?:x?){3}\z`, "xxxx", "does not match"],
    [String.raw`\A[0-9]{2,}?\z`, "1", "does not match"],
    [String.raw`\bcat\b`, "concatenate", "does not match"],
    ["^a$", ["a"], "is a list"],
    ["^a$", { a: 1 }, "is an object"],
  ])("with the pattern %s refuses %j: %s", (pattern, written, reason) => {
    expect(regexp(pattern)(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });

  it.each<[pattern: string, why: string]>([
    ["[[:alpha:]]+", "only Ruby"],
    ["[a-z&&[^b]]", "only Ruby"],
    [String.raw`\A\h+\z`, "only Ruby"],
    [String.raw`(?>a+)b`, "only Ruby"],
    ["a++", "only Ruby"],
    ["(?m:.*)", "only Ruby"],
    ["(?x) a b", "only Ruby"],
    ["(unclosed", "only Ruby"],
    [String.raw`(a)\1`, "refers back"],
    [String.raw`(?<=a)b`, "refers back"],
    ["(a{100}){100}", "too large"],
    [`${"(".repeat(101)}a${")".repeat(101)}`, "too large"],
  ])("leaves %s to Zendesk and reports it once", (pattern, why) => {
    const onUnchecked = vi.fn<(why: string) => void>();
    const rule = regexp(pattern, onUnchecked);
    expect(rule(`${"a".repeat(40)}!`)).toStrictEqual({ value: `${"a".repeat(40)}!` });
    expect(rule(["a"])).toStrictEqual({ invalid: expect.stringContaining("is a list") });
    expect(onUnchecked.mock.calls).toStrictEqual([[expect.stringContaining(why)]]);
  });

  // Each would take JavaScript's own engine minutes or years.
  it.each<[pattern: string, written: string]>([
    ["^z|a*a*a{0,126}b", "a".repeat(126)],
    ["(a+)+$", `${"a".repeat(100)}!`],
    ["^(a|a)*$", `${"a".repeat(100)}!`],
    [String.raw`(\w+\s?)*!`, "a".repeat(100)],
    ["^.*.*.*.*x", "a".repeat(1000)],
    [".*.*.*x", "a".repeat(1000)],
    ["(a{0,50}){50}b", "a".repeat(20)],
    [String.raw`\A(?=(a+)+b)(a+)+c\z`, "a".repeat(100)],
    ["^(?!(a*)*b).*(?=(a*)*$)c", "a".repeat(100)],
  ])("checks %s with a bounded amount of work", (pattern, written) => {
    const onUnchecked = vi.fn<(why: string) => void>();
    expect(regexp(pattern, onUnchecked)(written)).toStrictEqual({ invalid: expect.stringContaining("does not match") });
    expect(onUnchecked).not.toHaveBeenCalled();
  });

  it("leaves values that take too much work to Zendesk, and reports it once", () => {
    const onUnchecked = vi.fn<(why: string) => void>();
    const rule = regexp(String.raw`\A.*.*b\z`, onUnchecked);
    const long = "a".repeat(65_536);
    expect(rule(long)).toStrictEqual({ value: long });
    expect(rule("a".repeat(1_000_000))).toStrictEqual({ value: "a".repeat(1_000_000) });
    expect(rule("ac")).toStrictEqual({ invalid: expect.stringContaining("does not match") });
    expect(onUnchecked.mock.calls).toStrictEqual([[expect.stringContaining("takes too long")]]);
  });

  it("without a pattern accepts any text", () => {
    expect(regexp(undefined)("anything")).toStrictEqual({ value: "anything" });
  });

  it("that is blank is not a value, whatever the pattern", () => {
    expect(regexp("^a$")("")).toStrictEqual({ value: null });
  });
});
