import { expect, test } from "vitest";
import type { Fault } from "zendesk-simulator";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { seededAccount } from "../../../testing/account/seeded-account.ts";
import type { SimulatedUser } from "../../../testing/account/simulated-account.ts";
import { syncEffect } from "../../../testing/connector/sync-effect.ts";

/** Requests to this path are refused, whatever they contain. */
function refusing(path: RegExp, status: number): Fault {
  return {
    after: (request, answer) =>
      path.test(request.path) ? { ...answer, status, body: '{"error":"RecordInvalid","description":"no"}' } : undefined,
  };
}

const NEW = { external_id: "person", email: "new@example.com", name: "New name" };
const NEWCOMER = { external_id: "newcomer", email: "newcomer@example.com", name: "Newcomer" };

test.each([
  ["the primary address", /make_primary/, 422, NEW, { email_change: "make_primary" }],
  ["the identities of a user who is gone", /identities/, 404, NEW, { email_change: "make_primary" }],
])(
  "a user who is written is not called rejected when Zendesk refuses %s",
  async (_what, path, status, record, settings) => {
    const account = seededAccount({ faults: [refusing(path, status)] });
    const { after, outcomes, output } = await syncEffect(account, [record], { settings });
    expect(outcomes).toEqual({ updated: 1 });
    expect(after.find(({ external_id }) => external_id === "person")).toMatchObject({ name: "New name" });
    expect(output.warnings).toEqual([expect.stringMatching(/\b1 user\b/)]);
  },
);

test.each<[string, string, RecordData, (user: SimulatedUser | undefined) => unknown]>([
  ["tags", "/users/update_many", { tags: ["new"] }, (user) => user?.["tags"]],
  ["organization", "organization_memberships", { organization: "Acme" }, (user) => user?.["organization_ids"]],
])("the %s of a user are sent again after a conflict with another write", async (_what, path, values, read) => {
  const record = { email: "person@example.com", ...values };
  const quiet = await syncEffect(seededAccount(), [record]);
  const account = seededAccount({ faultSettings: [{ name: "row-conflict", path, nth: 1 }] });
  const { after, outcomes, output } = await syncEffect(account, [record]);
  expect(account.faultStrikes()).toEqual({ "row-conflict": 1 });
  expect(outcomes).toEqual({ updated: 1 });
  expect(output.warnings).toEqual(quiet.output.warnings);
  expect(read(after.find(isPerson))).toEqual(read(quiet.after.find(isPerson)));
});

function isPerson({ external_id }: SimulatedUser): boolean {
  return external_id === "person";
}

test.each<[what: string, record: RecordData, path: string, settings: Readonly<Record<string, unknown>>]>([
  ["tags", { ...NEWCOMER, tags: ["new"] }, "/users/update_many", {}],
  ["tags", { ...NEWCOMER, tags: ["new"] }, "/users/update_many", { skip_unchanged: true }],
  ["organization", { ...NEWCOMER, organization: "Acme" }, "organization_memberships", {}],
  ["organization", { ...NEWCOMER, organization: "Acme" }, "organization_memberships", { skip_unchanged: true }],
])(
  "a created user counts as created when Zendesk says nothing about the %s at first",
  async (_what, record, path, settings) => {
    const account = seededAccount({ faultSettings: [{ name: "results-null", path, nth: 1 }] });
    const { after, outcomes } = await syncEffect(account, [record], { settings });
    expect(account.faultStrikes()).toEqual({ "results-null": 1 });
    expect(outcomes).toEqual({ created: 1 });
    expect(after.filter(({ external_id }) => external_id === "newcomer")).toHaveLength(1);
  },
);
