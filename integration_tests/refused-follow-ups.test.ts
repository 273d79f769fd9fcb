import { expect, test } from "vitest";
import type { Fault } from "zendesk-simulator";
import { formerAccount } from "./former-account.ts";
import { syncEffect } from "./sync-effect.ts";

/** Requests to this path are refused, whatever is in them. */
function refusing(path: RegExp, status: number): Fault {
  return {
    after: (request, answer) =>
      path.test(request.path) ? { ...answer, status, body: '{"error":"RecordInvalid","description":"no"}' } : undefined,
  };
}

const NEW = { external_id: "person", email: "new@example.com", name: "New name" };

test.each([
  ["the primary address", /make_primary/, 422, NEW, { email_change: "make_primary" }],
  ["the identities of a user who is gone", /identities/, 404, NEW, { email_change: "make_primary" }],
  ["a membership", /organization_memberships/, 422, { ...NEW, organization: "Acme" }, {}],
])(
  "a user who is written is not called rejected when Zendesk refuses %s",
  async (_what, path, status, record, settings) => {
    const account = formerAccount({ faults: [refusing(path, status)] });
    const { after, outcomes, output } = await syncEffect(account, [record], { settings });
    expect(outcomes).toEqual({ updated: 1 });
    expect(after.find(({ external_id }) => external_id === "person")).toMatchObject({ name: "New name" });
    expect(output.warnings).toEqual([expect.stringMatching(/1 users/)]);
  },
);
