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
  ])("of the pattern %s takes %j", (pattern, written) => {
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
    ["^a$", ["a"], "is a list"],
    ["^a$", { a: 1 }, "is an object"],
  ])("of the pattern %s takes no %j: %s", (pattern, written, reason) => {
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
    ["(a+)+$", "very long"],
    ["^(a|a)*$", "very long"],
    [String.raw`(\w+\s?)*!`, "very long"],
    ["^.*.*.*.*x", "very long"],
    // A search without an anchor starts anew at every character.
    [".*.*.*x", "very long"],
    [`${"a?".repeat(30)}${"a".repeat(30)}`, "very long"],
    ["(a{0,50}){50}b", "very long"],
  ])("leaves %s to Zendesk and tells so once", (pattern, why) => {
    const onUnchecked = vi.fn<(why: string) => void>();
    const rule = regexp(pattern, onUnchecked);
    expect(rule(`${"a".repeat(40)}!`)).toStrictEqual({ value: `${"a".repeat(40)}!` });
    expect(rule(["a"])).toStrictEqual({ invalid: expect.stringContaining("is a list") });
    expect(onUnchecked.mock.calls).toStrictEqual([[expect.stringContaining(why)]]);
  });

  it("tries the costliest pattern that it allows in well under a second", () => {
    const started = performance.now();
    expect(regexp("^a*a*a*b")("a".repeat(128))).toStrictEqual({ invalid: expect.stringContaining("does not match") });
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it("leaves long values to Zendesk", () => {
    const long = "a".repeat(65_536);
    expect(regexp(String.raw`\A.*.*b\z`)(long)).toStrictEqual({ value: long });
  });

  it("without a pattern is a text", () => {
    expect(regexp(undefined)("anything")).toStrictEqual({ value: "anything" });
  });

  it("that is blank is no value, whatever the pattern", () => {
    expect(regexp("^a$")("")).toStrictEqual({ value: null });
  });
});
