import { describe, expect, it, test } from "vitest";
import { columnNaming } from "./column-naming.ts";

function namingOf(aliases: Readonly<Record<string, string>>) {
  const definitions = Object.entries(aliases).map(([key, alias]) => ({
    key,
    type: "text",
    title: alias,
    alias,
    active: true,
  }));
  return columnNaming(["subject"], "custom_fields.", definitions);
}

describe("a column named by a title", () => {
  const naming = namingOf({ 1: "Color", 2: "Color", 5: "color", 6: "Size", 7: "Weight", 8: "Weight" });

  it.each<[name: string, column: string | undefined]>([
    ["custom_fields.Size", "custom_fields.6"],
    ["custom_fields.SIZE", "custom_fields.6"],
    ["custom_fields.color", "custom_fields.5"],
    ["custom_fields.Color", undefined],
    ["custom_fields.COLOR", undefined],
    ["custom_fields.Weight", undefined],
    ["custom_fields.weight", undefined],
    ["SUBJECT", "subject"],
  ])("%s is %s", (name, column) => {
    expect(naming.columnNamed(name)).toBe(column);
  });

  it("that several fields share in different case names all of them", () => {
    expect(naming.columnsSharing("custom_fields.COLOR")).toEqual([
      "custom_fields.1",
      "custom_fields.2",
      "custom_fields.5",
    ]);
  });
});

test("a title that is another field's id is that id", () => {
  expect(namingOf({ 1: "2", 2: "Size" }).columnNamed("custom_fields.2")).toBe("custom_fields.2");
});
