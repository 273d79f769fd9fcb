import { expect, test } from "vitest";
import { AMBIGUOUS } from "../object-type.ts";
import { findOneByOne } from "./find-by-key.ts";

/** Zendesk lists these for a value regardless of case. */
const THINGS = ["a", "twin", "twin", "Case", "CASE", "Other"].map((external_id, index) => ({ id: index, external_id }));

function list(value: string) {
  return Promise.resolve(THINGS.filter(({ external_id }) => external_id.toLowerCase() === value.toLowerCase()));
}

test.each<[string, string, number | symbol | undefined]>([
  ["the only thing with it", "a", 0],
  ["nothing if nothing has it", "b", undefined],
  ["several things with it", "twin", AMBIGUOUS],
  ["the one that has it exactly", "Case", 3],
  ["only a thing that has it in another case", "OTHER", AMBIGUOUS],
])("one by one, a value finds %s", async (_what, value, found) => {
  const held = (await findOneByOne([value], "external_id", list)).get(value);
  expect(typeof held === "object" ? held.id : held).toBe(found);
});

test("one by one, a value that occurs twice is looked up once", async () => {
  const asked: string[] = [];
  await findOneByOne(["a", "b", "a"], "external_id", (value) => {
    asked.push(value);
    return list(value);
  });
  expect(asked).toEqual(["a", "b"]);
});
