import { describe, expect, it } from "vitest";
import type { FieldOption } from "./field-definition.ts";
import { dropdown, multiselect } from "./options.ts";

const tiers = [
  { name: "Gold", value: "tier_gold" },
  { name: "Silver, matt", value: "tier_silver" },
  { name: "Größe XL", value: "tier_xl" },
  // The value of one option is the label of another.
  { name: "tier_gold", value: "tier_confusing" },
  { name: "5", value: "tier_5" },
  // Two options with one label, and two whose labels differ only in case.
  { name: "Other", value: "tier_other" },
  { name: "Other", value: "tier_other_2" },
  { name: "vip", value: "tier_vip" },
  { name: "VIP", value: "tier_vip_plus" },
];

function optionsOf(count: number, text: string): readonly FieldOption[] {
  return Array.from({ length: count }, (_, index) => ({ name: `Option ${index}`, value: `${text}${index}` }));
}

describe("a dropdown", () => {
  it.each<[written: unknown, value: string | null]>([
    ["tier_silver", "tier_silver"],
    ["Gold", "tier_gold"],
    ["gold", "tier_gold"],
    ["GOLD", "tier_gold"],
    [" Gold ", "tier_gold"],
    ["TIER_SILVER", "tier_silver"],
    ["Silver, matt", "tier_silver"],
    // One letter and its accent as two code points; ẞ stays ẞ, not SS.
    ["Gro\u0308\u00DFe XL".normalize("NFD"), "tier_xl"],
    // The exact value takes precedence over the exact label of another option.
    ["tier_gold", "tier_gold"],
    ["vip", "tier_vip"],
    ["VIP", "tier_vip_plus"],
    [5, "tier_5"],
    ["", null],
    [" ", null],
  ])("written %j is sent as %j", (written, value) => {
    expect(dropdown(tiers)(written)).toStrictEqual({ value });
  });

  it.each<[written: unknown, reason: string]>([
    ["Platinum", "not one of the field's options"],
    ["Gold ★", "not one of the field's options"],
    ["Other", "label of more than one option"],
    ["other", "label of more than one option"],
    ["Vip", "label of more than one option"],
    ["TIER_GOLD", "label of more than one option"],
    [true, "not one of the field's options"],
    ["__proto__", "not one of the field's options"],
    [["Gold"], "is a list, but Zendesk expects one option"],
    [{ value: "tier_gold" }, "is an object"],
  ])("written %j is refused: %s", (written, reason) => {
    expect(dropdown(tiers)(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });

  it.each<[what: string, options: readonly FieldOption[], reason: RegExp]>([
    ["names a few options", tiers.slice(0, 2), /options: tier_gold, tier_silver$/],
    ["does not list more than 20 options", optionsOf(21, "v"), /options; give an option's value or label/],
    [
      "does not list options of more than 500 characters together",
      optionsOf(20, "v".repeat(50)),
      /options; give an option's value or label/,
    ],
    ["does not list options if it has none", [], /options; give an option's value or label/],
  ])("in its refusal, %s", (_what, options, reason) => {
    expect(dropdown(options)("Platinum")).toStrictEqual({ invalid: expect.stringMatching(reason) });
  });

  it("of 65 kB is refused", () => {
    expect(dropdown(tiers)("x".repeat(65_536))).toStrictEqual({
      invalid: expect.stringContaining("not one of the field's options"),
    });
  });

  it("no longer accepts an option that was removed in Zendesk", () => {
    const remaining = tiers.filter(({ name }) => name !== "Gold");
    expect(dropdown(remaining)("Gold")).toStrictEqual({ invalid: expect.stringContaining("not one of the field's") });
    expect(dropdown([])("Gold")).toStrictEqual({ invalid: expect.stringContaining("not one of the field's") });
  });
});

describe("a multiselect", () => {
  it.each<[written: unknown, values: readonly string[] | null]>([
    [
      ["tier_silver", "Gold"],
      ["tier_silver", "tier_gold"],
    ],
    [["Gold", "gold", "tier_gold"], ["tier_gold"]],
    [["Gold", null, ""], ["tier_gold"]],
    ['["Gold", "tier_xl"]', ["tier_gold", "tier_xl"]],
    ["[5]", ["tier_5"]],
    ["Gold, tier_xl", ["tier_gold", "tier_xl"]],
    ["Gold,tier_xl,", ["tier_gold", "tier_xl"]],
    ["Gold;tier_xl", ["tier_gold", "tier_xl"]],
    ["Gold|tier_xl", ["tier_gold", "tier_xl"]],
    ["{Gold,tier_xl}", ["tier_gold", "tier_xl"]],
    ["['Gold', 'tier_xl']", ["tier_gold", "tier_xl"]],
    // A label with a comma, in a list with another separator.
    ["Silver, matt;Gold", ["tier_silver", "tier_gold"]],
    ["Gold", ["tier_gold"]],
    // A label with a comma is one option.
    ["Silver, matt", ["tier_silver"]],
    [5, ["tier_5"]],
    [[], []],
    ["[]", []],
    ["", null],
  ])("written %j is sent as %j", (written, values) => {
    expect(multiselect(tiers)(written)).toStrictEqual({ value: values });
  });

  it.each<[written: unknown, reason: string]>([
    [["Gold", "Platinum"], "an item (number 2) that is not one of the field's options"],
    ["Gold, Platinum", "an item (number 2) that is not one of the field's options"],
    ["Platinum", "is not one of the field's options"],
    ["[Gold", "looks like a list but cannot be read"],
    ["{Gold,tier_xl", "looks like a list but cannot be read"],
    ["Gold;Platinum", "an item (number 2) that is not one of the field's options"],
    [["Other"], "is the label of more than one option"],
    [[["Gold"]], "is a list"],
    [[{ value: "tier_gold" }], "is a list"],
    [{ value: "tier_gold" }, "is an object"],
  ])("written %j is refused: %s", (written, reason) => {
    expect(multiselect(tiers)(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });
});
