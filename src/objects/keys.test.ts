import { describe, expect, it } from "vitest";
import { identitiesOf, keyOf, keysInWords, neededKeysInWords } from "./keys.ts";

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

describe("a record that lacks its key", () => {
  const byName = { ...pair, column: "user_id and organization.name", parts: ["user_id", "organization.name"] };
  const byEmail = { ...pair, column: "user.email and organization_id", parts: ["user.email", "organization_id"] };
  const external = { column: "external_id", isNatural: true, find };
  const email = { column: "email", isNatural: true, find };

  it.each([
    ["one column", [external], "external_id"],
    ["one of two columns", [external, email], "external_id or email"],
    ["both columns of a pair", [pair], "user_id and organization_id"],
    ["one part of several", [pair, byName], "user_id and one of organization_id or organization.name"],
    [
      "two of several",
      [pair, byName, byEmail],
      "one of user_id or user.email and one of organization_id or organization.name",
    ],
  ])("needs %s", (_what, keys, words) => {
    const names = keys.map(({ column }) => column);
    expect(neededKeysInWords({ keys }, names)).toBe(words);
  });

  it("could be matched by either part of a pair together with the other", () => {
    const keys = [pair, byEmail];
    const names = keys.map(({ column }) => column);
    expect(keysInWords({ keys }, names)).toBe("user_id or user.email together with organization_id");
  });
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
