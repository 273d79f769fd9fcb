import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { runExample } from "../../testing/connector/run-example.ts";
import { simulatedAccount, usersOf } from "../../testing/account/simulated-account.ts";

test("the example of memberships is written in one sync, and changes no membership when it is run again", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const run = async () => {
    const { code, output } = await runExample("organization-memberships", account);
    expect({ code, errors: output.errors, warnings: output.warnings }).toEqual({ code: 0, errors: [], warnings: [] });
    return output;
  };
  const first = await run();
  expect(first.counts).toMatchObject({ created: 9, rejected: 0 });
  expect(first.states).toHaveLength(3);
  const { organizations } = account.simulator.account;
  const companies = usersOf(account.simulator).map(({ external_id, organization_ids }) => [
    external_id,
    [organization_ids].flat().map((id) => organizations.byId(Number(id))?.name),
  ]);
  expect(companies).toEqual([
    ["c-1", ["Foundry Ltd", "Freight GmbH"]],
    ["c-2", ["Foundry Ltd"]],
    ["c-3", ["Freight GmbH"]],
  ]);
  expect((await run()).counts).toMatchObject({ updated: 5, unchanged: 4, created: 0, rejected: 0 });
});
