import { describe, expect, it } from "vitest";
import { readPrefixColumn } from "./prefix-column.ts";

describe("a column of custom fields", () => {
  it.each<[value: unknown, fields: object]>([
    [{ plan: "pro" }, { plan: "pro" }],
    ['{"plan":"pro","seats":9007199254740993}', { plan: "pro", seats: JSON.rawJSON("9007199254740993") }],
    [null, {}],
    ["", {}],
    [" null ", {}],
    [[], {}],
    ["[]", {}],
  ])("that contains %j has the fields %j", (value, fields) => {
    expect(readPrefixColumn(value)).toEqual({ fields });
  });

  it.each([["pro"], "pro", "{plan: pro}", '["pro"]', '"{}"', "5", 5, true])("may not contain %j", (value) => {
    expect(readPrefixColumn(value)).toEqual({ invalid: expect.stringMatching(/^is not (?:an object|the JSON text)/) });
  });
});
