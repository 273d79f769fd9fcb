import { expect, it } from "vitest";
import { columnsToCreate } from "./columns-to-create.ts";
import { CachedDirectory } from "./references/cached-directory.ts";
import { ORGANIZATION_TARGET, USER_TARGET } from "./references/targets.ts";

const directory = new CachedDirectory([]);
const relations = [
  { field: "requester", target: USER_TARGET, directory },
  { field: "organizations", target: ORGANIZATION_TARGET, directory, maxItems: 3 },
];

it.each<[what: string, required: readonly [string, ...string[]], columns: readonly string[]]>([
  ["a column of its own", ["name"], ["name"]],
  ["one of two columns", ["name", "email"], ["name", "email"]],
  [
    "an id, which may be named",
    ["requester_id"],
    ["requester_id", "requester", "requester.external_id", "requester.email"],
  ],
  ["ids, which may be named", ["organization_ids"], ["organization_ids", "organizations"]],
])("needs %s", (_what, required, columns) => {
  expect(columnsToCreate({ relations, requiredToCreate: [required] })).toEqual([columns]);
});
