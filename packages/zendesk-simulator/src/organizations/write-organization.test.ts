import { expect, test } from "vitest";
import { AccountClient } from "../account-client.ts";
import type { JsonObject } from "../json.ts";

const acme = {
  external_id: "acme",
  name: "Acme",
  details: "12 Main Street",
  notes: "Pays late",
  domain_names: ["acme.example", "acme.test"],
  group_id: 17,
  shared_tickets: true,
  shared_comments: true,
  tags: ["Big", "old customer"],
  organization_fields: { plan: "team", employees: "0042" },
};

/** An account with two organizations, "acme" and "globex". */
function accountWithTwo(): AccountClient {
  const account = new AccountClient();
  account.send("POST", "/simulator/organizations", [acme, { external_id: "globex", name: "Globex" }]);
  return account;
}

function update(account: AccountClient, organization: JsonObject): JsonObject | undefined {
  return account.run("PUT", "organizations/update_many", { organizations: [organization] })[0];
}

test("an organization is shown with everything that was written to it", () => {
  expect(accountWithTwo().organization("acme")).toMatchObject({
    ...acme,
    id: expect.any(Number),
    url: expect.stringMatching(/\/api\/v2\/organizations\/\d+\.json$/),
    created_at: "2026-11-22T12:00:00Z",
    updated_at: "2026-11-22T12:00:00Z",
    tags: ["big", "old", "customer"],
    organization_fields: { plan: "team", employees: 42, region: null },
  });
});

test("an organization with only a name has defaults", () => {
  expect(accountWithTwo().organization("globex")).toMatchObject({
    details: null,
    notes: null,
    domain_names: [],
    group_id: null,
    shared_tickets: false,
    shared_comments: false,
    tags: [],
    organization_fields: { plan: null, is_partner: null },
  });
});

test.each<[JsonObject, JsonObject]>([
  [{ domain_names: ["new.example"] }, { domain_names: ["new.example"] }],
  [{ tags: ["new"] }, { tags: ["new"] }],
  [{ tags: null }, { tags: [] }],
  [{ notes: "n" }, { notes: "n", details: "12 Main Street", tags: ["big", "old", "customer"] }],
  [
    { details: null, group_id: null, domain_names: null },
    { details: null, group_id: null, domain_names: [] },
  ],
  [{ shared_tickets: false }, { shared_tickets: false, shared_comments: true }],
  [{ name: "  Acme Inc " }, { name: "Acme Inc" }],
  [{ name: "ACME" }, { name: "ACME" }],
  [{ external_id: "ACME" }, { external_id: "ACME" }],
  [
    { organization_fields: { region: "West" } },
    { organization_fields: { region: "West", plan: "team", employees: 42 } },
  ],
  [{ organization_fields: { plan: null } }, { organization_fields: { plan: null, employees: 42 } }],
  [{ organization_fields: null }, { organization_fields: { plan: "team" } }],
])("an update with %j leaves %j", (change, expected) => {
  const account = accountWithTwo();
  expect(update(account, { external_id: "acme", ...change })).toMatchObject({ status: "Updated", success: true });
  expect(account.organization("acme")).toMatchObject(expected);
});

test.each<[JsonObject, string]>([
  [{ name: "Globex" }, "Name:  Globex has already been taken"],
  [{ name: " gLOBEX  " }, "Name:  gLOBEX has already been taken"],
  [{ name: "" }, "Name: cannot be blank"],
  [{ name: "   " }, "Name: cannot be blank"],
  [{ name: null }, "Name: cannot be blank"],
  [{ name: "n".repeat(256) }, "Name: is too long (maximum is 255 characters)"],
  [{ notes: "n".repeat(65_536) }, "Notes: is too long (maximum is 65535 characters)"],
  [{ details: "n".repeat(65_536) }, "Details: is too long (maximum is 65535 characters)"],
  [{ external_id: "GLOBEX" }, "External:  GLOBEX has already been taken"],
  [{ external_id: "e".repeat(256) }, "External: is too long (maximum is 255 characters)"],
  [{ organization_fields: { plan: "Team" } }, "Plan: is invalid"],
  [{ organization_fields: { employees: "many" } }, "Employees: is invalid"],
  [{ organization_fields: { account_code: "abc" } }, "Account code: is invalid"],
  [{ organization_fields: { parent_company: "external_id:nobody" } }, "Parent company: is invalid"],
])("an update with %j fails its row and changes nothing", (change, details) => {
  const account = accountWithTwo();
  const before = account.organization("acme");
  const id = before["id"] ?? null;
  expect(update(account, { id, tags: ["changed"], ...change })).toEqual({
    index: 0,
    error: "OrganizationUpdateFailed",
    id,
    details,
  });
  expect(account.organization("acme")).toEqual(before);
});

test.each<[JsonObject, string]>([
  [{ external_id: "new" }, "Name: cannot be blank"],
  [{ name: "acme" }, "Name:  acme has already been taken"],
  [{ name: "New", external_id: "Acme" }, "External:  Acme has already been taken"],
])("a creation with %j fails its row, and the rows beside it are created", (organization, details) => {
  const account = accountWithTwo();
  const organizations = [{ name: "First" }, organization, { name: "Last" }];
  expect(account.run("POST", "organizations/create_many", { organizations })).toEqual([
    { status: "Created", id: expect.any(Number) },
    { index: 1, error: "OrganizationCreateFailed", details },
    { status: "Created", id: expect.any(Number) },
  ]);
});

test("the second of two rows with one name fails", () => {
  const account = new AccountClient();
  const organizations = [{ name: "Acme" }, { name: "ACME " }];
  expect(account.run("POST", "organizations/create_many", { organizations })).toMatchObject([
    { status: "Created" },
    { index: 1, details: "Name:  ACME has already been taken" },
  ]);
});

test("a lookup field names another organization by its external id, and stores its id", () => {
  const account = accountWithTwo();
  update(account, { external_id: "acme", organization_fields: { parent_company: "external_id:GLOBEX" } });
  const parent = String(account.organization("globex")["id"]);
  expect(account.organization("acme")["organization_fields"]).toMatchObject({ parent_company: parent });
});

test.each([
  [{ tags: "a,b" }, "tags attribute. must be an array"],
  [{ domain_names: "acme.example" }, "domain_names attribute. must be an array"],
  [{ organization_fields: "plan=team" }, "organization_fields attribute. must be an object"],
])("the whole request is refused for a row with %j", (change, message) => {
  const account = accountWithTwo();
  const organizations = [{ name: "First" }, { name: "Second", ...change }];
  expect(account.send("POST", "organizations/create_many", { organizations })).toMatchObject({
    status: 400,
    json: { error: { message: expect.stringContaining(message) } },
  });
});

test.each([
  ["POST", "organizations/create_many", "create_many"],
  ["PUT", "organizations/update_many", "update_many"],
])("%s %s drops unknown properties, and only a header says so", (method, path, action) => {
  const organizations = [
    {
      name: "New",
      external_id: "acme",
      color: "red",
      organization_fields: { old_region: "W", nothing: 1, plan: "team" },
    },
  ];
  const keys = ["color", "organization_fields.old_region", "organization_fields.nothing"];
  const named = keys.map((key) => `"organizations.${key}"`).join(", ");
  expect(new AccountClient().send(method, path, { organizations }).headers["x-zendesk-api-warn"]).toBe(
    `{:allowed_parameters=>{:controller=>"organizations", :action=>"${action}", :unpermitted_keys=>[${named}], :invalid_values=>[]}}`,
  );
});

test.each<[JsonObject, boolean]>([
  [{ notes: "n" }, true],
  [{ external_id: "ACME", notes: "n" }, true],
  [{ notes: "n", details: "d" }, false],
  [{ external_id: "other" }, false],
])("an agent may change notes and nothing else: %j", (change, isAllowed) => {
  const account = new AccountClient({ role: "agent" });
  account.send("POST", "/simulator/organizations", [acme]);
  const id = account.organization("acme")["id"] ?? null;
  const row = isAllowed ? { status: "Updated" } : { index: 0, error: "PermissionDenied", id };
  expect(update(account, { id, ...change })).toMatchObject(row);
});

test("an agent cannot create or delete organizations", () => {
  const account = new AccountClient({ role: "agent" });
  const organization = { name: "New" };
  expect(account.run("POST", "organizations/create_many", { organizations: [organization] })).toMatchObject([
    { index: 0, error: "PermissionDenied" },
  ]);
  const statuses = [
    account.send("POST", "organizations", { organization }),
    account.send("DELETE", "organizations/destroy_many?ids=17"),
  ].map(({ status }) => status);
  expect(statuses).toEqual([403, 403]);
});
