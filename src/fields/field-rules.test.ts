import { describe, expect, it, vi } from "vitest";
import type { FieldDefinition } from "./field-definition.ts";
import { customFieldRule, type FieldRuleSettings } from "./field-rules.ts";

const settings: FieldRuleSettings = { phoneCountry: "US", usStateFields: ["state"], decimalPlaces: 2 };

function definition(type: string, more: Partial<FieldDefinition> = {}): FieldDefinition {
  return { key: "field", type, title: "Field", active: true, ...more };
}

describe("a custom field", () => {
  const options = [{ name: "Gold", value: "tier_gold" }];

  it.each<[field: FieldDefinition, written: unknown, sent: unknown]>([
    [definition("text"), 12, "12"],
    [definition("text", { key: "state" }), "ca", "CA"],
    [definition("text", { key: "order_state" }), "shipped", "shipped"],
    [definition("textarea", { key: "state" }), "california", "CA"],
    [definition("checkbox"), "true", true],
    [definition("date"), "2024-02-29T10:00:00Z", "2024-02-29"],
    [definition("integer"), "42", 42],
    [definition("integer", { key: "state" }), "1", 1],
    [definition("decimal"), "12.345", 12.35],
    [definition("regexp", { regexp: String.raw`\A\d+\z` }), 7, "7"],
    [definition("dropdown", { options }), "gold", "tier_gold"],
    [definition("multiselect", { options }), ["gold"], ["tier_gold"]],
    [definition("lookup", { relationshipTargetType: "zen:user" }), 4567, "4567"],
  ])("%j turns %j into %j", (field, written, sent) => {
    expect(customFieldRule(field, settings)(written)).toStrictEqual({ value: sent });
  });

  it("of an unknown type is passed through, and that is reported once", () => {
    const onUnchecked = vi.fn<(field: string, why: string) => void>();
    const rule = customFieldRule(definition("hologram"), { ...settings, onUnchecked });
    expect(rule({ depth: [1] })).toStrictEqual({ value: { depth: [1] } });
    expect(rule("")).toStrictEqual({ value: null });
    expect(onUnchecked.mock.calls).toStrictEqual([["field", expect.stringContaining("type hologram")]]);
  });

  it.each([101, 8000, 200_000])("of such a type refuses a value nested %i levels deep", (levels) => {
    const rule = customFieldRule(definition("hologram"), settings);
    const nested: unknown = JSON.parse(`${"[".repeat(levels)}1${"]".repeat(levels)}`);
    expect(rule(nested)).toStrictEqual({ invalid: expect.stringContaining("more than 100 levels") });
    expect(rule([nested, { a: nested }])).toStrictEqual({ invalid: expect.stringContaining("more than 100 levels") });
  });

  it("of such a type accepts a value nested 100 levels deep", () => {
    const nested: unknown = JSON.parse(`${'{"a":'.repeat(100)}1${"}".repeat(100)}`);
    expect(customFieldRule(definition("hologram"), settings)(nested)).toStrictEqual({ value: nested });
  });

  it.each(["constructor", "__proto__"])("of a type with a name that JavaScript uses (%s) is passed through", (type) => {
    expect(customFieldRule(definition(type), settings)("x")).toStrictEqual({ value: "x" });
  });

  it("that is deactivated accepts nothing, because Zendesk would silently drop it", () => {
    const rule = customFieldRule(definition("text", { active: false }), settings);
    expect(rule("x")).toStrictEqual({ invalid: expect.stringContaining("deactivated") });
  });

  it("reports its key when it rounds, and when only Zendesk can check its pattern", () => {
    const onRounded = vi.fn<(field: string) => void>();
    const onUnchecked = vi.fn<(field: string, why: string) => void>();
    customFieldRule(definition("decimal"), { ...settings, onRounded })("1.239");
    customFieldRule(definition("regexp", { regexp: "[[:alpha:]]" }), { ...settings, onUnchecked });
    expect(onRounded.mock.calls).toStrictEqual([["field"]]);
    expect(onUnchecked.mock.calls).toStrictEqual([["field", expect.stringContaining("pattern")]]);
  });
});
