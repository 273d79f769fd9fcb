import { readFileSync } from "node:fs";
import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { ConnectorProcess } from "../../testing/connector/connector-process.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { simulatedAccount, usersOf } from "../../testing/account/simulated-account.ts";

function read(file: string): string {
  return readFileSync(new URL(`../../examples/organization-memberships/${file}`, import.meta.url), "utf8");
}

test("the example of memberships is written in one sync, and changes no membership when it is run again", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const { credentials: _, ...settings } = JSON.parse(read("config.json")) as Record<string, unknown>;
  const run = async () => {
    const connector = await ConnectorProcess.start("write", {
      config: configFor(account.credentials, settings),
      catalog: JSON.parse(read("catalog.json")),
      env: { ZENDESK_BASE_URL: account.baseUrl },
    });
    await connector.send(read("messages.jsonl").trimEnd().split("\n"));
    connector.endInput();
    const { code, output } = await connector.ended;
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
