import { describe, expect, it } from "vitest";
import { ZendeskHttpError } from "../../zendesk/http/errors.ts";
import type { Rejection } from "../rejection.ts";
import { type Row, createRow } from "../row.ts";
import { combineResults, findGone } from "./follow-up-results.ts";

const TAGS: Rejection = { reason: "zendesk_error", field: "tags", message: "The tags were refused." };
const GROUPS: Rejection = { reason: "not_found", field: "groups", message: "The group is missing." };

function rowOf(value: string): Row {
  return createRow({ column: "external_id", value }, {}, []);
}

describe("the results of a row's follow-ups", () => {
  const row = rowOf("a");

  it("are one rejection with everything that was refused", () => {
    const [combined] = combineResults(
      [
        [row, TAGS],
        [row, GROUPS],
      ],
      new Set(),
    ).values();
    expect(combined).toMatchObject({ field: "tags", message: "The tags were refused. The group is missing." });
  });

  it("are unknown if one of them is", () => {
    expect(
      combineResults(
        [
          [row, TAGS],
          [row, "unknown"],
        ],
        new Set(),
      ).get(row),
    ).toBe("unknown");
  });

  it("are unknown if the row's thing is gone", () => {
    expect(combineResults([[row, TAGS]], new Set([row])).get(row)).toBe("unknown");
  });

  it("are kept apart from those of other rows", () => {
    const other = rowOf("b");
    const combined = combineResults(
      [
        [row, TAGS],
        [other, "unknown"],
      ],
      new Set(),
    );
    expect([...combined]).toMatchObject([
      [row, { field: "tags" }],
      [other, "unknown"],
    ]);
  });
});

describe("what is gone", () => {
  const [refused, gone, unknown, done] = ["a", "b", "c", "d"].map(rowOf) as [Row, Row, Row, Row];
  const known = [refused, gone, unknown, done].map((row, index) => ({ row, held: { id: index }, followUp: {} }));
  const incomplete = [
    [refused, TAGS],
    [gone, TAGS],
    [unknown, "unknown"],
  ] as const;

  it("is found among the things of refused rows only", async () => {
    const asked: (readonly string[])[] = [];
    const listByIds = (ids: readonly string[]) => {
      asked.push(ids);
      return Promise.resolve([{ id: 0 }]);
    };
    expect([...(await findGone(incomplete, known, listByIds))]).toEqual([gone]);
    expect(asked).toEqual([["0", "1"]]);
  });

  it("is not looked for if nothing was refused", async () => {
    const listByIds = () => Promise.reject(new Error("not needed"));
    expect([...(await findGone([[unknown, "unknown"]], known, listByIds))]).toEqual([]);
  });

  it("is nothing where Zendesk does not show it", async () => {
    const request = { method: "GET", path: "/" };
    const listByIds = () => Promise.reject(new ZendeskHttpError(request, { status: 422, headers: {}, body: "" }));
    expect([...(await findGone(incomplete, known, listByIds))]).toEqual([]);
  });
});
