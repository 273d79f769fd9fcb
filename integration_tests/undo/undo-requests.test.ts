import { expect, test } from "vitest";
import { UNTHROTTLED } from "zendesk-simulator";
import {
  organizationsOf,
  requestsTo,
  seedOrganizations,
  seedUsers,
  simulatedAccount,
} from "../../testing/account/simulated-account.ts";
import { planUndo, syncWithLog } from "./undo-sync.ts";

test("an undo reads the organizations of a user once", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const { simulator } = account;
  seedOrganizations(simulator, [
    { name: "Acme", external_id: "acme" },
    { name: "Umbrella", external_id: "umbrella" },
  ]);
  seedUsers(simulator, [
    { external_id: "member", name: "Member", organization_ids: organizationsOf(simulator).map(({ id }) => id) },
  ]);
  const records = { users: [{ external_id: "member", name: "Member", organizations: ["umbrella"] }] };
  const sync = await syncWithLog(account, records, { settings: { organization_mode: "replace" } });
  const memberships = "GET /api/v2/users/:id/organization_memberships";
  const before = requestsTo(simulator)[memberships] ?? 0;
  await planUndo(account, sync);
  expect((requestsTo(simulator)[memberships] ?? 0) - before).toBe(1);
});
