import { describe, expect, test } from "vitest";
import type { StoredChange } from "../rejects/stored-change.ts";
import { ChangedThings } from "./changed-things.ts";

function change(at: readonly [number, number], before: unknown, after: unknown, more: Partial<StoredChange> = {}) {
  const fields = new Map([["notes", { before, after }]]);
  return { object: "users", effect: "updated", zendeskId: 1, doubt: null, at, fields, ...more } as const;
}

function thingOf(...changes: readonly StoredChange[]) {
  const things = new ChangedThings();
  for (const each of changes) things.add(each);
  return things.thingsOf("users");
}

describe("the changes of a thing", () => {
  test("lead from the value before the first to the value after the last, whatever their order in the files", () => {
    const changes = [change([2, 1], "b", "c"), change([2, 2], "c", "d"), change([1, 9], "a", "b")];
    expect(thingOf(...changes)).toMatchObject([{ id: 1, fields: new Map([["notes", { before: "a", after: "d" }]]) }]);
  });

  test.each([
    ["created", { isCreated: true, isDeleted: false }],
    ["deleted", { isCreated: false, isDeleted: true }],
  ] as const)("say that it was %s, whatever else was done to it", (effect, expected) => {
    expect(thingOf(change([1, 1], null, "a", { effect }), change([2, 2], "a", "b"))).toMatchObject([expected]);
  });

  test.each([
    ["not_read", true],
    ["sent_before", true],
    ["outcome_unknown", false],
    ["partly_refused", false],
    [null, false],
  ])("with the doubt %s are uncertain: %s", (doubt, isUncertain) => {
    expect(thingOf(change([1, 1], "a", "b", { doubt }))).toMatchObject([{ isUncertain }]);
  });

  test("come with the last change of all things first", () => {
    const changes = [
      change([1, 2], "a", "b", { zendeskId: 2 }),
      change([1, 3], "a", "b", { zendeskId: 3 }),
      change([1, 1], "a", "b"),
    ];
    expect(thingOf(...changes).map(({ id }) => id)).toEqual([3, 2, 1]);
  });

  test("whose id is not known are counted", () => {
    const things = new ChangedThings();
    things.add(change([1, 1], null, "a", { zendeskId: null }));
    expect([things.objects, [...things.unknown]]).toEqual([[], [["users", 1]]]);
  });
});
