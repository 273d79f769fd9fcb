import { describe, expect, it } from "vitest";
import type { StreamPlan } from "./stream-plan.ts";
import { map } from "./test-support/mapper-for.ts";

describe("a custom field whose key is a number", () => {
  const mapping = new Map([
    ["external_id", ["external_id"]],
    ["user_fields.Order number", ["order"]],
  ]);

  it.each<{ what: string; data: object; plan?: Partial<StreamPlan> }>([
    { what: "a flat column", data: { "user_fields.Order number": "A-1" } },
    { what: "a flat column in another case", data: { "USER_FIELDS.order NUMBER": "A-1" } },
    { what: "a nested key", data: { user_fields: { "Order number": "A-1" } } },
    { what: "a mapping", data: { order: "A-1" }, plan: { mapping } },
    { what: "its number", data: { "user_fields.360001": "A-1" } },
  ])("is found by its title: $what", ({ data, plan }) => {
    expect(map({ external_id: "1", ...data }, plan)).toMatchObject({
      values: { external_id: "1", "user_fields.360001": "A-1" },
    });
  });

  it.each<{ what: string; data: object; field: string; plan?: Partial<StreamPlan> }>([
    { what: "a flat column", data: { "user_fields.Order number": {} }, field: "user_fields.Order number" },
    { what: "a nested key", data: { user_fields: { "Order number": {} } }, field: "user_fields.Order number" },
    { what: "a mapping", data: { order: {} }, plan: { mapping }, field: "user_fields.Order number" },
    { what: "its number", data: { "user_fields.360001": {} }, field: "user_fields.360001" },
  ])("is rejected under the name that the record or the mapping has for it: $what", ({ data, field, plan }) => {
    const message = expect.stringContaining(`The value of ${field} `) as unknown;
    const rejection = { reason: "invalid_value", field, shownField: field, message };
    expect(map({ external_id: "1", ...data }, plan)).toMatchObject({ rejection });
  });

  const TITLE = "user_fields.Order number";
  it.each<{ what: string; data: object; field?: string }>([
    { what: "twice in one column", data: { user_fields: { "Order number": "A-1", 360001: "A-2" } }, field: TITLE },
    {
      what: "in two columns",
      data: { "user_fields.360001": "A-1", user_fields: { "Order number": "A-2" } },
      field: TITLE,
    },
    { what: "in two columns by one name", data: { user_fields: { 360001: "A-2" }, "user_fields.360001": "A-1" } },
  ])("is invalid with two different values $what", ({ data, field = "user_fields.360001" }) => {
    const rejection = { reason: "invalid_value", field };
    expect(map({ external_id: "1", ...data })).toMatchObject({ rejection });
  });

  it.each<{ what: string; fields: object; value: unknown }>([
    { what: "the same value", fields: { 360001: "A-1", "Order number": "A-1" }, value: "A-1" },
    { what: "null under its id", fields: { 360001: null, "Order number": "A-1" }, value: "A-1" },
    { what: "null under its title", fields: { 360001: "A-1", "Order number": null }, value: "A-1" },
    { what: "null under both names", fields: { 360001: null, "Order number": null }, value: null },
  ])("has one value with $what", ({ fields, value }) => {
    const mapped = map({ external_id: "1", user_fields: fields }, {}, { nullHandling: "clear" });
    expect(mapped).toMatchObject({ values: { "user_fields.360001": value } });
  });

  it("keeps its first value when invalid ones are dropped", () => {
    const data = { external_id: "1", user_fields: { 360001: "A-1", "Order number": "A-2" } };
    const mapped = map(data, {}, { onInvalidValue: "drop_value" });
    expect(mapped).toMatchObject({ values: { "user_fields.360001": "A-1" } });
  });

  it("is not found by a title that two fields have", () => {
    expect(map({ external_id: "1", "user_fields.Twin": "A-1" })).toMatchObject({
      rejection: {
        reason: "unknown_field",
        field: "user_fields.Twin",
        message: expect.stringContaining("a title that several custom fields have"),
      },
    });
  });
});
