import { expect, test } from "vitest";
import type { Key } from "../object-type.ts";
import { type FieldValues, createRow } from "../row.ts";
import { areMergeable } from "./merging.ts";

function keyOn(column: string, properties: Partial<Key> = {}): Key {
  return { column, isNatural: true, find: () => Promise.resolve(new Map()), ...properties };
}

const RULES = {
  requiredToCreate: [["title"]] as const,
  keys: [keyOn("external_id", { isCaseSensitive: true }), keyOn("name"), keyOn("id", { isNatural: false })],
  stepwise: ["tags"],
};

const EARLIER = { external_id: "a", name: "Ada", title: "t" };

test.each<[FieldValues, FieldValues, boolean]>([
  [EARLIER, { title: "u" }, true],
  [EARLIER, { external_id: "a", name: "ADA", title: "u" }, true],
  [EARLIER, { external_id: "A", title: "u" }, false],
  [EARLIER, { name: "Bob", title: "u" }, false],
  [{ title: "t" }, { external_id: "a", title: "u" }, false],
  [{ ...EARLIER, id: "1" }, { ...EARLIER, id: "2" }, true],
  [EARLIER, { external_id: "a" }, false],
  [EARLIER, { external_id: "a", title: null }, false],
  [{ ...EARLIER, title: null }, { title: "u" }, false],
  [EARLIER, { title: "u", tags: ["x"] }, false],
  [{ ...EARLIER, tags: ["x"] }, { title: "u" }, false],
])("%j and then %j can be sent as one row: %s", (earlier, later, isMerged) => {
  const row = (values: FieldValues) => createRow({ column: "external_id", value: "a" }, values, []);
  expect(areMergeable(row(earlier), row(later), RULES)).toBe(isMerged);
});

test.each([
  ["1", "1", true],
  ["1", "2", false],
])("rows with the ids %s and %s that share all other keys can be sent as one row: %s", (one, other, isMerged) => {
  const [earlier, later] = [one, other].map((value) => createRow({ column: "id", value }, EARLIER, []));
  expect(earlier && later && areMergeable(earlier, later, RULES)).toBe(isMerged);
});

test("rows that are matched by different columns are never sent as one", () => {
  const earlier = createRow({ column: "external_id", value: "a" }, EARLIER, []);
  const later = createRow({ column: "name", value: "Ada" }, EARLIER, []);
  expect(areMergeable(earlier, later, RULES)).toBe(false);
});
