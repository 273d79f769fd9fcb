import { describe, expect, it } from "vitest";
import { type JobAction, type RowKeys, matchResults } from "./job-results.ts";

const rows: RowKeys[] = [
  { external_id: "a1", email: "ana@example.com" },
  { external_id: "b2", email: "bo@example.com" },
  { external_id: "c3" },
];
const UNKNOWN = { kind: "unknown" };
const kinds = (results: unknown): string[] => matchResults(results, rows, "upsert").map(({ kind }) => kind);

describe("a job's results", () => {
  it("are read in the order of the request if they contain nothing to match by", () => {
    expect(
      kinds([
        { id: 900, status: "Created" },
        { id: 901, status: "Updated" },
        { id: 902, status: "Created" },
      ]),
    ).toEqual(["created", "updated", "created"]);
  });

  it("identify a failed row by a small id that is its index", () => {
    const failed = { id: 2, error: "UserUpdateError", details: "Name: is too short", status: "Failed" };
    const results = matchResults(
      [{ id: 900, status: "Created" }, { id: 901, status: "Created" }, failed],
      rows,
      "create",
    );
    expect(results[2]).toEqual({ kind: "failed", errorCode: "UserUpdateError", details: "Name: is too short" });
  });

  it.each<{ action: JobAction; updated: string; kind: string }>([
    { action: "create", updated: "2026-01-01T00:00:00Z", kind: "created" },
    { action: "upsert", updated: "2026-01-01T00:00:00Z", kind: "created" },
    { action: "upsert", updated: "2026-01-01T00:00:01Z", kind: "updated" },
    { action: "update", updated: "2026-01-01T00:00:01Z", kind: "updated" },
    { action: "delete", updated: "2026-01-01T00:00:01Z", kind: "deleted" },
  ])("that are whole records last updated at $updated are $kind by the action $action", ({ action, kind, updated }) => {
    const record = { id: "01J", external_id: "c3", created_at: "2026-01-01T00:00:00Z", updated_at: updated };
    expect(matchResults([record], rows, action)).toEqual([UNKNOWN, UNKNOWN, { kind, id: "01J" }]);
  });

  it("are matched by keys that differ only in case", () => {
    const alike: RowKeys[] = [{ external_id: "a" }, { external_id: "A" }];
    const failed = { external_id: "A", error: "X" };
    expect(matchResults([failed], alike, "upsert").map(({ kind }) => kind)).toEqual(["unknown", "failed"]);
  });

  it("with a key in a case that neither of two rows has are not matched by it", () => {
    const alike: RowKeys[] = [{ external_id: "ab" }, { external_id: "AB" }];
    expect(matchResults([{ external_id: "Ab", error: "X" }], alike, "upsert")).toEqual([UNKNOWN, UNKNOWN]);
  });

  it("are matched by index in any order", () => {
    expect(
      kinds([
        { index: 2, id: 1, status: "Updated" },
        { index: 0, id: 2, status: "Created" },
        { index: 1, error: "X", id: 6164110656538 },
      ]),
    ).toEqual(["created", "failed", "updated"]);
  });

  it("are matched by echoed keys in any order and case", () => {
    expect(
      kinds([
        { id: 900, status: "Updated", external_id: "C3" },
        { id: 901, status: "Created", email: "BO@example.com" },
        { id: 902, status: "Updated", email: "ana@example.com" },
      ]),
    ).toEqual(["updated", "created", "updated"]);
  });

  it("leave the outcome of missing rows unknown", () => {
    expect(kinds([{ id: 901, status: "Created", email: "bo@example.com" }])).toEqual(["unknown", "created", "unknown"]);
  });

  it("are not matched by position if there are fewer results than rows", () => {
    expect(
      kinds([
        { id: 900, status: "Created" },
        { id: 901, status: "Updated" },
      ]),
    ).toEqual(["unknown", "unknown", "unknown"]);
  });

  it("leave the outcome of a row with two results unknown", () => {
    expect(
      kinds([
        { index: 0, status: "Created" },
        { index: 0, error: "X" },
        { index: 2, status: "Created" },
      ]),
    ).toEqual(["unknown", "unknown", "created"]);
  });

  it.each([
    ["null", null],
    ["undefined", undefined],
    ["an object", { success: true }],
    ["an empty list", []],
    ["a list of nothing", [null, null, null]],
    ["a status from the future", rows.map((_, index) => ({ index, status: "Archived" }))],
  ])("that are %s leave every outcome unknown", (_what, results) => {
    expect(kinds(results)).toEqual(["unknown", "unknown", "unknown"]);
  });

  it.each([
    ["success is false", { success: false, status: "Updated" }],
    ["errors are listed", { errors: [{ error: "X" }], status: "Updated" }],
    ["errors are a text", { errors: "not allowed" }],
    ["the status says so in capitals", { status: "FAILED" }],
  ])("fail a row when %s", (_what, row) => {
    expect(kinds([{ ...row, index: 0 }])).toEqual(["failed", "unknown", "unknown"]);
  });

  it("understand the bare rows of other jobs", () => {
    expect(
      kinds([
        { index: 0, id: 4018 },
        { index: 1, success: true },
        { index: 2, action: "delete", success: true },
      ]),
    ).toEqual(["created", "updated", "deleted"]);
  });
});
