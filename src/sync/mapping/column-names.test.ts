import { describe, expect, it } from "vitest";
import { isInSchema, listNames, valueAt } from "./column-names.ts";

describe("a name matches", () => {
  it.each<[what: string, record: Record<string, unknown>, name: string, value: unknown]>([
    ["for the column of exactly this name", { email: 1, EMAIL: 2 }, "email", 1],
    ["for the one column that differs only in case", { EMAIL: 2 }, "email", 2],
    ["for nothing where two columns do", { EMAIL: 2, Email: 3 }, "email", undefined],
    ["for a column with dots before a path", { "a.b": 1, a: { b: 2 } }, "a.b", 1],
    ["for a path into objects", { a: { b: { c: 1 } } }, "a.b.c", 1],
    ["for a path regardless of case", { A: { B: 1 } }, "a.b", 1],
    ["for a path whose keys have dots", { "a.b": { c: 1 } }, "a.b.c", 1],
    ["for a path past a column that leads nowhere", { "a.b": 7, a: { "b.c": 1 } }, "a.b.c", 1],
    ["for null within an object that is null", { a: null }, "a.b", null],
    ["for nothing within text", { a: "b" }, "a.length", undefined],
    ["for nothing that every object inherits", {}, "constructor.name", undefined],
    ["for __proto__ as a column", JSON.parse('{"__proto__": 5}') as Record<string, unknown>, "__proto__", 5],
  ])("%s", (_what, record, name, value) => {
    expect(valueAt(record, name)).toBe(value);
  });
});

describe("a schema has", () => {
  const schema = {
    properties: {
      id: { type: "integer" },
      free: { type: ["null", "object"] },
      any: {},
      profile: { type: "object", properties: { email: { type: "string" } } },
    },
  };

  it.each(["id", "ID", "profile", "profile.email", "Profile.Email", "free.anything.deep", "any.thing"])(
    "%s",
    (name) => {
      expect(isInSchema(schema, name)).toBe(true);
    },
  );

  it.each(["name", "id.x", "profile.phone", "profile.email.domain"])("no %s", (name) => {
    expect(isInSchema(schema, name)).toBe(false);
  });
});

describe("a list of names", () => {
  it("gives only a number if there are many or they are longer than 100 characters", () => {
    expect(listNames(["a", "b"])).toBe('"a", "b"');
    expect(listNames(["a", "x".repeat(101)])).toBe('"a" and 1 more');
    expect(listNames(["x".repeat(101)])).toBe("1 with long names");
    expect(listNames(Array.from({ length: 25 }, (_, index) => `c${index}`))).toMatch(/"c19" and 5 more$/);
  });
});
