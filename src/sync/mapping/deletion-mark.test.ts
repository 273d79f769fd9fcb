import { describe, expect, it } from "vitest";
import { isMarkedDeleted } from "./deletion-mark.ts";

const NOT_SET: readonly unknown[] = [
  null,
  "",
  "  ",
  false,
  "false",
  "FALSE",
  " False ",
  "f",
  "F",
  "no",
  "No",
  "n",
  "N",
  0,
  -0,
  "0",
  "0.0",
  JSON.rawJSON("0.0"),
  "null",
  "None",
  "NaN",
  "\u200B",
  "\0\0",
  [],
  {},
];
const SET: readonly unknown[] = [
  true,
  "true",
  "t",
  "yes",
  "y",
  1,
  "1",
  "2026-11-01T00:00:00Z",
  1_795_389_056,
  JSON.rawJSON("9007199254740993"),
  "deleted",
  { $date: 1 },
];

describe("a record is marked as deleted", () => {
  it.each(SET)("by Airbyte's column and the stream's column if they contain %j", (value) => {
    expect(isMarkedDeleted({ _ab_cdc_deleted_at: value }, undefined)).toBe(true);
    expect(isMarkedDeleted({ _ab_cdc_deleted_at: null, gone: value }, "gone")).toBe(true);
  });

  it.each(NOT_SET)("by neither column if they contain %j", (value) => {
    expect(isMarkedDeleted({ _ab_cdc_deleted_at: value, gone: value }, "gone")).toBe(false);
  });

  it("not by a column that it does not have, or that the stream does not name", () => {
    expect(isMarkedDeleted({}, "gone")).toBe(false);
    expect(isMarkedDeleted({ is_deleted: true }, undefined)).toBe(false);
    expect(isMarkedDeleted({}, "constructor")).toBe(false);
  });

  it("by a column in another case or inside an object", () => {
    expect(isMarkedDeleted({ _AB_CDC_DELETED_AT: "2026-11-01" }, undefined)).toBe(true);
    expect(isMarkedDeleted({ META: { Gone: true } }, "meta.gone")).toBe(true);
  });
});
