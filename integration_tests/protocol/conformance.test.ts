import { CONFORMANCE_CHECKS, spawnDestination } from "airbyte-cdk-typescript/testing";
import { expect, test } from "vitest";
import { UNTHROTTLED } from "zendesk-simulator";
import { simulatedAccount } from "../../testing/account/simulated-account.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { MAIN } from "../../testing/connector/connector-process.ts";

test.each(CONFORMANCE_CHECKS)("the built connector $name", async ({ run }) => {
  const account = await simulatedAccount(UNTHROTTLED);
  const checking = run({
    start: (call) => spawnDestination([process.execPath, MAIN], call),
    config: configFor(account.credentials),
    stream: { stream: { name: "users" }, destination_sync_mode: "append_dedup" },
    record: (index) => ({ external_id: `u${index}`, name: "User" }),
    rejectedRecord: () => ({ name: "Without a key" }),
    env: { ZENDESK_BASE_URL: account.baseUrl },
  });
  await expect(checking).resolves.toBeUndefined();
});
