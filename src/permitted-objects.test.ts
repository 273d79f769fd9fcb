import { expect, test } from "vitest";
import type { ObjectType } from "./objects/object-type.ts";
import { permittedObjects } from "./permitted-objects.ts";

const GROUPS: ObjectType = {
  name: "groups",
  noun: { one: "group", many: "groups" },
  permission: "manage groups",
  columns: {},
  unwritten: new Map(),
  requiredToCreate: [],
  keys: [],
  actions: { create: { oneByOne: { method: "POST", path: "/api/v2/groups.json" } } },
  payload: ({ values }) => ({ body: values }),
};

test.each([
  ["read write", ["groups"], []],
  ["read", [], [expect.stringMatching(/^The scope "read" does not let the connector write groups\./)]],
])("of an object that is written one by one, the scope %s permits %j", (known, names, warnings) => {
  const warned: string[] = [];
  const logger = { warn: (message: string) => void warned.push(message) };
  const permitted = permittedObjects([GROUPS], { scope: { known } } as never, { dry_run: false }, logger);
  expect({ names: permitted.map(({ name }) => name), warned }).toEqual({ names, warned: warnings });
});
