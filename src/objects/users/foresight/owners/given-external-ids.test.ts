import { expect, test } from "vitest";
import { GivenExternalIds } from "./given-external-ids.ts";

const FIRST = { id: 1, external_id: "First" };
const SECOND = { id: 2, external_id: "second" };

test("an external id that a user gives up is free until another user gets it", () => {
  const given = new GivenExternalIds();
  given.give(FIRST, "new");
  expect([given.of(FIRST), given.ownerOf("new"), given.ownerOf("first")]).toEqual(["new", 1, null]);
  given.give(SECOND, "first");
  given.give(FIRST, "newer");
  expect(["first", "second", "new", "newer"].map((id) => given.ownerOf(id))).toEqual([2, null, null, 1]);
});

test("a user who gets the former external id back keeps it", () => {
  const given = new GivenExternalIds();
  given.give(FIRST, "new");
  given.give(FIRST, "first");
  expect([given.of(FIRST), given.ownerOf("first"), given.ownerOf("new")]).toEqual(["first", 1, null]);
});

test("what no record has changed is not known", () => {
  const given = new GivenExternalIds();
  expect([given.of(FIRST), given.of({ id: 3, external_id: null }), given.ownerOf("first")]).toEqual([
    "first",
    undefined,
    undefined,
  ]);
});

test("external ids beyond the limit are not remembered", () => {
  const given = new GivenExternalIds(2);
  given.give(FIRST, "new");
  expect(given.isFull).toBe(true);
  given.give(SECOND, "newer");
  expect([given.of(SECOND), given.ownerOf("newer")]).toEqual(["second", undefined]);
});
