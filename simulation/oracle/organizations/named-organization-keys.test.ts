import { expect, test } from "vitest";
import { ZendeskSimulator } from "zendesk-simulator";
import { organizationKeysInRequest } from "./named-organization-keys.ts";

const ZENDESK = "https://example.zendesk.com/api/v2";
const { account } = new ZendeskSimulator();
const { id } = account.organizations.create("Acme", "A-1", 0);
const ACME = [`organization id ${id}`, "organization name acme", "organization external_id a-1"];

test.each([
  ["ids", `/organizations/show_many.json?ids=${id}`, undefined, ACME],
  ["external ids", "/organizations/show_many.json?external_ids=A%201,b", undefined, ["a 1", "b"].map(externalId)],
  ["a searched name", "/organizations/search.json?name=Globex", undefined, ["organization name globex"]],
  [
    "the rows of a job",
    "/organizations/create_many.json",
    { organizations: [{ name: "Globex", external_id: "G" }] },
    [externalId("g"), "organization name globex"],
  ],
  ["a user's organization", "/users/update_many.json", { users: [{ id: 7, organization_id: id }] }, ACME],
  [
    "memberships",
    "/organization_memberships/create_many.json",
    { organization_memberships: [{ user_id: 7, organization_id: id }] },
    ACME,
  ],
  ["no organizations", "/users/show_many.json?ids=7", undefined, []],
])("a request names organizations by %s", (_what, path, body, keys) => {
  const found = organizationKeysInRequest(new URL(ZENDESK + path), body && JSON.stringify(body), account);
  expect(found).toEqual(keys);
});

function externalId(value: string): string {
  return `organization external_id ${value}`;
}
