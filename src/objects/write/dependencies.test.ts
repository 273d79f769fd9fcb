import { expect, it } from "vitest";
import type { LookupFields } from "../find/lookup-fields.ts";
import type { RelationField } from "../relation.ts";
import { mayReferTo } from "./dependencies.ts";

const NO_LOOKUP_FIELDS: LookupFields = { columns: new Map(), targetOf: () => undefined };
const ORGANIZATION: RelationField = {
  field: "organization",
  target: { noun: "organization", object: "organizations", keys: ["name"] },
};
const relations = [{ ...ORGANIZATION, directory: Object.create(null) }];

it.each<[how: string, object: Parameters<typeof mayReferTo>[1], referred: readonly string[]]>([
  ["has no relations", {}, []],
  ["has a relation", { relations }, ["organizations"]],
  ["says for each record what it depends on", { quirks: { alsoDependsOn: () => [] } }, ["users", "organizations"]],
])("an object that %s may refer to %j", (_how, object, referred) => {
  const isReferred = (name: string): boolean => mayReferTo(name, object, NO_LOOKUP_FIELDS);
  expect(["users", "organizations"].filter(isReferred)).toEqual(referred);
});

it("an object may refer to what its lookup fields point to, its own things included", () => {
  const lookupFields: LookupFields = {
    columns: new Map([
      ["user_fields.manager", "zen:user"],
      ["user_fields.team", "zen:unknown"],
    ]),
    targetOf: (type) =>
      type === "zen:user" ? { object: "users", keys: [], directory: Object.create(null) } : undefined,
  };
  expect(["users", "organizations"].filter((name) => mayReferTo(name, {}, lookupFields))).toEqual(["users"]);
});
