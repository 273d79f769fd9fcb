import { describe, expect, it } from "vitest";
import { objectRules } from "../../fields/object-rules.ts";
import { usersWith } from "../../objects/users/test-support/users-with.ts";
import { ColumnSelection } from "./column-selection.ts";
import type { FieldMapping } from "./field-mapping.ts";
import { LeftOutColumns } from "./left-out-columns.ts";

const users = usersWith();
const rules = objectRules(
  users.columns,
  "user_fields",
  [{ key: "360001", type: "text", title: "Order number", alias: "Order number", active: true }],
  { phoneCountry: "US", usStateFields: [], decimalPlaces: 2 },
);
const ignore = (): void => {};

function select(record: Readonly<Record<string, unknown>>, mapping?: FieldMapping) {
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  const leftOut = new LeftOutColumns("people", { debug: ignore, info: ignore, warn, error: ignore, redact: ignore });
  const plan = {
    stream: { name: "people", json_schema: {} },
    object: users,
    mode: "upsert",
    matchingKey: undefined,
    mapping,
    deletedWhen: undefined,
  } as const;
  const fields: unknown[] = [];
  new ColumnSelection(plan, rules, leftOut).select(record, ({ field }, value) => fields.push([field, value]));
  leftOut.report();
  return { fields, warnings };
}

describe("a custom field with a title", () => {
  it("is joined if a mapping names it by its title and by its id", () => {
    const mapping = new Map([
      ["user_fields.Order number", ["order"]],
      ["user_fields.360001", ["more", "order"]],
    ]);
    expect(select({ order: "A-1", more: "B" }, mapping).fields).toEqual([["user_fields.360001", "A-1 B"]]);
  });

  it.each<[written: string, leftOut: string]>([
    ["user_fields.360001", "user_fields.Order number"],
    ["user_fields.Order number", "user_fields.ORDER number"],
  ])("is written from %s, and %s is left out with a warning, whichever comes first", (written, leftOut) => {
    const entries = [
      [written, "A-1"],
      [leftOut, "B"],
    ] as const;
    for (const columns of [entries, entries.toReversed()]) {
      expect(select(Object.fromEntries(columns))).toEqual({
        fields: [["user_fields.360001", "A-1"]],
        warnings: [expect.stringContaining(`"${leftOut}" (another column matches`)],
      });
    }
  });
});
