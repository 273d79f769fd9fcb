import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import type { FieldDefinition } from "./field-definition.ts";
import { objectRules } from "./object-rules.ts";
import { text } from "./text.ts";

const options = [
  { name: "Gold", value: "tier_gold" },
  { name: "Silver", value: "tier_silver" },
];
const definitions: readonly FieldDefinition[] = [
  { key: "nick", type: "text", title: "Nickname", active: true },
  { key: "vip", type: "checkbox", title: "VIP", active: true },
  { key: "born", type: "date", title: "Birthday", active: true },
  { key: "points", type: "integer", title: "Points", active: true },
  { key: "spent", type: "decimal", title: "Spent", active: true },
  { key: "tier", type: "dropdown", title: "Tier", active: true, options },
  { key: "likes", type: "multiselect", title: "Likes", active: true, options },
  { key: "none", type: "dropdown", title: "Empty", active: true, options: [] },
  { key: "friend", type: "lookup", title: "Friend", active: true, relationshipTargetType: "zen:user" },
  { key: "aura", type: "hologram", title: "Aura", active: true },
  { key: "old", type: "text", title: "Old", active: false },
];
const standard = { name: { schema: { type: "string" }, rule: () => text } };
const settings = { phoneCountry: "US", usStateFields: [], decimalPlaces: 2 };
const rules = objectRules(standard, "user_fields", definitions, settings);
const schema = rules.schema();

describe("an object's schema", () => {
  it("is a valid JSON Schema of draft 7", () => {
    expect(new Ajv().validateSchema(schema)).toBe(true);
  });

  it("has the standard columns and a flat column, typed and titled, for each active custom field", () => {
    const { properties } = schema;
    expect(properties).toMatchObject({
      name: { type: "string" },
      "user_fields.nick": { type: "string", title: "Nickname" },
      "user_fields.vip": { type: "boolean", title: "VIP" },
      "user_fields.born": { type: "string", format: "date" },
      "user_fields.points": { type: "integer" },
      "user_fields.spent": { type: "number" },
      "user_fields.tier": { type: "string", enum: ["tier_gold", "tier_silver"] },
      "user_fields.likes": { type: "array", items: { type: "string", enum: ["tier_gold", "tier_silver"] } },
      "user_fields.friend": { type: "string" },
      "user_fields.aura": { title: "Aura", description: expect.stringContaining("hologram") },
    });
    expect(properties).not.toHaveProperty(["user_fields.old"]);
    expect(properties).not.toHaveProperty(["user_fields.none", "enum"]);
  });
});

describe("an object's schema with very many options", () => {
  it("lists the options of the first fields, and shows the other fields without options", () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({ name: `${index}`, value: `option_${index}` }));
    const dropdowns = ["a", "b", "c", "d", "e"].map((key) => ({
      key,
      type: "dropdown",
      title: key,
      active: true,
      options: key === "e" ? options : many,
    }));
    const { properties } = objectRules({}, "user_fields", dropdowns, settings).schema();
    const shown = Object.entries(properties ?? {}).map(([column, property]: [string, { enum?: readonly string[] }]) => [
      column,
      property.enum?.length,
    ]);
    expect(shown).toEqual([
      ["user_fields.a", 3000],
      ["user_fields.b", 3000],
      ["user_fields.c", 3000],
      ["user_fields.d", undefined],
      ["user_fields.e", 2],
    ]);
  });
});

describe("a value checked against its column's schema", () => {
  it("conforms if it passed the rule, including digits beyond a double", () => {
    const written: Readonly<Record<string, unknown>> = {
      nick: 12,
      vip: "yes",
      born: "2024-02-29T10:00:00Z",
      points: "9007199254740993",
      spent: "12.345",
      tier: "gold",
      likes: "gold, silver",
      friend: 4567,
      aura: { depth: 1 },
    };
    expect(rules.validate("name", "Ada")).toBeUndefined();
    const problems = Object.entries(written).map(([key, value]) => {
      const coerced = rules.ruleOf(`user_fields.${key}`)?.(value) ?? {};
      return rules.validate(`user_fields.${key}`, "value" in coerced ? coerced.value : coerced);
    });
    expect(problems).toEqual(problems.map(() => undefined));
  });

  it.each<[column: string, value: unknown, problem: string]>([
    ["name", ["Ada"], "must be string"],
    ["user_fields.points", 4.2, "must be integer"],
    ["user_fields.tier", ["tier_gold"], "must be string"],
    ["user_fields.likes", "tier_gold", "must be array"],
    ["user_fields.likes", [1], "must be string"],
    ["user_fields.born", "29.02.2024", 'must match format "date"'],
    ["user_fields.typo", 1, "is not a field of the object"],
    ["a/b~c", 1, "is not a field of the object"],
  ])("violates it in %s with %j: %s", (column, value, problem) => {
    expect(rules.validate(column, value)).toBe(problem);
  });
});
