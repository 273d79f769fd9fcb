import { expect, test } from "vitest";
import { seededAccount } from "../../../testing/account/seeded-account.ts";
import { syncEffect } from "../../../testing/connector/sync-effect.ts";

// Nothing in these records shows that they are about one user: only Zendesk knows.
const BY_ADDRESS = { email: "person@example.com", name: "New name" };
const BY_EXTERNAL_ID = { external_id: "person", details: "New details" };

test.each([
  ["the address first", [BY_ADDRESS, BY_EXTERNAL_ID]],
  ["the external_id first", [BY_EXTERNAL_ID, BY_ADDRESS]],
])("a user whom two records of one batch find by different keys gets both (%s)", async (_which, records) => {
  const { after, outcomes } = await syncEffect(seededAccount(), records);
  expect(outcomes).toEqual({ updated: 2 });
  expect(after.find(({ external_id }) => external_id === "person")).toMatchObject({
    name: "New name",
    details: "New details",
  });
});
