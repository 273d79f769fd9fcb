import { expect, it } from "vitest";
import type { Draft } from "../object-type.ts";
import { createRow } from "../row.ts";
import { withoutFoundKey } from "./body.ts";

const VALUES = { external_id: "A-1", name: "Ana", tags: ["a"] };

it.each<[what: string, column: string, draft: Pick<Draft, "isUpsert">, kept: readonly string[]]>([
  ["found by its external id leaves the external id out", "external_id", {}, ["name", "tags"]],
  ["found by another key sends the external id", "id", {}, ["external_id", "name", "tags"]],
  [
    "that stands for an upsert sends the key as spelled in the record",
    "external_id",
    { isUpsert: true },
    ["external_id", "name", "tags"],
  ],
])("an update %s", (_what, column, draft, kept) => {
  const row = createRow({ column, value: "a-1" }, VALUES, []);
  const { values } = withoutFoundKey({ row, values: VALUES, held: { id: 7 }, ...draft });
  expect(Object.keys(values)).toEqual(kept);
});
