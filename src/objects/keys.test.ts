import { describe, expect, it } from "vitest";
import { identitiesOf, keyOf } from "./keys.ts";

const find = () => Promise.resolve(new Map());
const pair = { column: "user_id+organization_id", parts: ["user_id", "organization_id"], isNatural: true, find };

describe("a key of several columns", () => {
  it("has a value where every part has one", () => {
    expect(keyOf(pair, { user_id: 7, organization_id: JSON.rawJSON("9007199254740993") })).toEqual({
      column: "user_id+organization_id",
      value: '["7","9007199254740993"]',
    });
  });

  it.each([{ user_id: 7 }, { organization_id: 7 }, { user_id: 7, organization_id: null }, {}])(
    "has none where a part is missing: %j",
    (values) => {
      expect(keyOf(pair, values)).toBeUndefined();
      expect(identitiesOf({ keys: [pair] }, values)).toEqual([]);
    },
  );
});

describe("two records", () => {
  const external = { column: "external_id", isNatural: true, find };

  it("are about the same thing when their keys differ only in case", () => {
    expect(identitiesOf({ keys: [external] }, { external_id: "A1" })).toEqual(["external_id:a1"]);
  });

  it("are about two things where the case of a key counts", () => {
    const keys = [{ ...external, isCaseSensitive: true } as const];
    expect(identitiesOf({ keys }, { external_id: "A1" })).toEqual(["external_id:A1"]);
  });
});
