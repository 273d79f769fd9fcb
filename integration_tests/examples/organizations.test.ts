import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { runExample } from "../../testing/connector/run-example.ts";
import { organizationsOf, simulatedAccount } from "../../testing/account/simulated-account.ts";

test("the example of organizations is written in one sync, and updates the same ones when it is run again", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const run = async () => {
    const { code, output } = await runExample("organizations", account);
    expect({ code, errors: output.errors }).toEqual({ code: 0, errors: [] });
    expect(output.warnings).toEqual([expect.stringContaining("can only be found by searching for their name")]);
    return output;
  };
  const first = await run();
  expect(first.counts).toMatchObject({ created: 3, updated: 2, rejected: 0 });
  expect(first.states).toHaveLength(2);
  const organizations = organizationsOf(account.simulator);
  expect(organizations).toMatchObject([
    {
      external_id: "a-1",
      name: "Northwind Traders",
      domain_names: ["northwind.example", "nw.example"],
      notes: "Renewal is due in March.",
      organization_fields: { plan: "enterprise", employees: 240, is_partner: true },
    },
    { external_id: "a-2", notes: "Moved to the Team plan." },
    { external_id: "a-3", notes: null },
  ]);
  expect((await run()).counts).toMatchObject({ created: 0, updated: 5, rejected: 0 });
  expect(organizationsOf(account.simulator).map(({ id }) => id)).toEqual(organizations.map(({ id }) => id));
});
