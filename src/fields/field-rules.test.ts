import { describe, expect, it, vi } from "vitest";
import type { FieldDefinition } from "./field-definition.ts";
import { customFieldRule, standardUserFieldRule, type FieldRuleSettings } from "./field-rules.ts";

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

  it("of a type that nobody knows yet is passed through, and that is told once", () => {
    const onUnchecked = vi.fn<(field: string, why: string) => void>();
    const rule = customFieldRule(definition("hologram"), { ...settings, onUnchecked });
    expect(rule({ depth: [1] })).toStrictEqual({ value: { depth: [1] } });
    expect(rule("")).toStrictEqual({ value: null });
    expect(onUnchecked.mock.calls).toStrictEqual([["field", expect.stringContaining("type hologram")]]);
  });

  it.each([101, 8000, 200_000])("of such a type refuses what is nested %i levels deep", (levels) => {
    const rule = customFieldRule(definition("hologram"), settings);
    const nested: unknown = JSON.parse(`${"[".repeat(levels)}1${"]".repeat(levels)}`);
    expect(rule(nested)).toStrictEqual({ invalid: expect.stringContaining("more than 100 levels") });
    expect(rule([nested, { a: nested }])).toStrictEqual({ invalid: expect.stringContaining("more than 100 levels") });
  });

  it("of such a type takes what is nested 100 levels deep", () => {
    const nested: unknown = JSON.parse(`${'{"a":'.repeat(100)}1${"}".repeat(100)}`);
    expect(customFieldRule(definition("hologram"), settings)(nested)).toStrictEqual({ value: nested });
  });

  it.each(["constructor", "__proto__"])("of a type named like a part of JavaScript (%s) is passed through", (type) => {
    expect(customFieldRule(definition(type), settings)("x")).toStrictEqual({ value: "x" });
  });

  it("that is deactivated takes nothing, since Zendesk would silently drop it", () => {
    const rule = customFieldRule(definition("text", { active: false }), settings);
    expect(rule("x")).toStrictEqual({ invalid: expect.stringContaining("deactivated") });
  });

  it("tells its key when it rounds, and when Zendesk alone can check its pattern", () => {
    const onRounded = vi.fn<(field: string) => void>();
    const onUnchecked = vi.fn<(field: string, why: string) => void>();
    customFieldRule(definition("decimal"), { ...settings, onRounded })("1.239");
    customFieldRule(definition("regexp", { regexp: "[[:alpha:]]" }), { ...settings, onUnchecked });
    expect(onRounded.mock.calls).toStrictEqual([["field"]]);
    expect(onUnchecked.mock.calls).toStrictEqual([["field", expect.stringContaining("pattern")]]);
  });
});

describe("a user's own column", () => {
  it.each<[column: string, written: unknown, sent: unknown]>([
    ["id", "35436", 35_436],
    ["external_id", 1001.0, "1001"],
    ["email", " ada@example.com ", "ada@example.com"],
    ["name", "Ada Lovelace", "Ada Lovelace"],
    ["phone", "(415) 555-2671", "+14155552671"],
    ["shared_phone_number", "false", false],
    ["alias", "Ada", "Ada"],
    ["details", 5, "5"],
    ["notes", "likes engines", "likes engines"],
    ["tags", "VIP", ["vip"]],
    ["organization_id", 35_436, 35_436],
    ["organization", "Acme", { name: "Acme" }],
    ["locale", " en-US", "en-US"],
    ["time_zone", "Eastern Time (US & Canada)", "Eastern Time (US & Canada)"],
    ["remote_photo_url", "https://example.com/ada.png", "https://example.com/ada.png"],
    ["remote_photo_url", "", null],
    ["role", "Agent", "agent"],
    ["custom_role_id", "123", 123],
    ["ticket_restriction", "assigned", "assigned"],
    ["ticket_restriction", " ", null],
    ["default_group_id", "", null],
    ["suspended", 0, false],
  ])("%s turns %j into %j", (column, written, sent) => {
    expect(standardUserFieldRule(column, settings)?.(written)).toStrictEqual({ value: sent });
  });

  it("keeps every digit of an id", () => {
    const rule = standardUserFieldRule("organization_id", settings);
    expect(JSON.stringify(rule?.("9007199254740993"))).toBe('{"value":9007199254740993}');
  });

  it.each<[column: string, written: unknown, reason: string]>([
    ["name", ["Ada"], "is a list"],
    ["id", "crm-1001", "not a Zendesk id"],
    ["organization_id", 0, "not a Zendesk id"],
    ["organization_id", 1.5, "not a Zendesk id"],
    ["organization_id", true, "is a boolean"],
    ["role", "owner", "is not one of end-user, agent, admin"],
    ["role", 1, "is a number"],
    ["remote_photo_url", "ada.png", "not a web address"],
    ["remote_photo_url", "javascript:alert(1)", "not a web address"],
    ["remote_photo_url", "https://", "not a web address"],
    ["remote_photo_url", 5, "is a number"],
  ])("%s takes no %j: %s", (column, written, reason) => {
    expect(standardUserFieldRule(column, settings)?.(written)).toStrictEqual({
      invalid: expect.stringContaining(reason),
    });
  });

  it.each(["password", "identities", "verified", "separation", "user_fields.tier", "constructor"])(
    "%s does not exist",
    (column) => {
      expect(standardUserFieldRule(column, settings)).toBeUndefined();
    },
  );
});
