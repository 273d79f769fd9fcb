import { expect, test } from "vitest";
import { seededAccount } from "../../../testing/account/seeded-account.ts";
import { DELETED, INSERTED, MEMBERSHIPS, OBJECT, sync } from "./membership-sync.ts";

/** As sources write them. Only the external ids exist in Zendesk: the primary key says that they count. */
const NESTED = {
  user: { external_id: "person", email: "nobody@example.com" },
  organization: { external_id: "org-acme", name: "Nothing" },
};
const COLUMNS = {
  properties: {
    user: { type: "object", properties: { external_id: { type: "string" }, email: { type: "string" } } },
    organization: { type: ["object", "null"] },
  },
  primaryKey: [
    ["user", "external_id"],
    ["organization", "external_id"],
  ],
};

test.each([
  [{ ...MEMBERSHIPS, ...COLUMNS }],
  [{ ...MEMBERSHIPS, ...COLUMNS, object: OBJECT }],
  [{ ...INSERTED, ...COLUMNS }],
])("a membership is created by a primary key inside its columns: %j", async (stream) => {
  const { after, before, outcomes } = await sync(seededAccount(), [NESTED], { stream });
  expect({ outcomes, added: after.length - before.length }).toEqual({ outcomes: { created: 1 }, added: 1 });
});

test("a membership is deleted by a primary key inside its columns", async () => {
  const simulator = seededAccount();
  await sync(simulator, [NESTED], { stream: { ...MEMBERSHIPS, ...COLUMNS } });
  const { outcomes } = await sync(simulator, [NESTED], { stream: { ...DELETED, ...COLUMNS } });
  expect(outcomes).toEqual({ deleted: 1 });
});

test("a part of a primary key inside columns may be missing", async () => {
  const incomplete = { ...NESTED, organization: null };
  const { outcomes } = await sync(seededAccount(), [NESTED, incomplete], { stream: { ...INSERTED, ...COLUMNS } });
  expect(outcomes).toEqual({ created: 1, missing_key: 1 });
});
