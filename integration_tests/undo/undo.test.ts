import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type StartedSimulator, UNTHROTTLED } from "zendesk-simulator";
import {
  organizationsOf,
  recordsOf,
  seedOrganizations,
  seedRecords,
  seedTickets,
  seedUsers,
  simulatedAccount,
  ticketsOf,
  usersOf,
} from "../../testing/account/simulated-account.ts";
import { membershipsOf } from "../../testing/account/simulated-memberships.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { runOwnCommand } from "../../testing/connector/own-command.ts";
import { temporaryConfig } from "../../testing/connector/temporary-folder.ts";
import type { RecordData } from "../../testing/input/airbyte-messages.ts";
import { syncWithLog, undo } from "./undo-sync.ts";

/** Everything in the account, but for times of changes and for identities, which stay when a phone number is removed. */
function stateOf({ simulator }: StartedSimulator) {
  const things = {
    users: usersOf(simulator),
    organizations: organizationsOf(simulator),
    tickets: ticketsOf(simulator),
  };
  const timeless = Object.entries(things).map(
    ([name, list]) =>
      [
        name,
        list.map(
          ({ generated_timestamp: _generated, identities: _identities, updated_at: _updated, ...thing }) => thing,
        ),
      ] as const,
  );
  const isAlive = new Set(usersOf(simulator).map(({ id }) => id));
  const memberships = membershipsOf(simulator)
    .filter(({ user_id }) => isAlive.has(user_id))
    .map(({ user_id, organization_id, default: isDefault }) => [user_id, organization_id, isDefault].join(" "));
  return new Map<string, readonly unknown[]>([...timeless, ["memberships", memberships.toSorted()]]);
}

async function editUser({ simulator }: StartedSimulator, externalId: string, notes: string): Promise<void> {
  const user = simulator.account.users.byExternalId(externalId);
  if (!user) throw new Error("no such user");
  user.attributes = { ...user.attributes, notes };
  user.updatedAt = Date.now() + 2000;
}

const FIELDS = { loyalty_tier: "gold", lifetime_value: 12.5, newsletter: true, signup_date: "2024-02-29" };

function userBefore(index: number): RecordData {
  const external_id = `user-${index}`;
  if (index % 3 === 0) return { external_id, name: `Name ${index}` };
  return {
    external_id,
    name: `Name ${index}`,
    email: `user-${index}@example.com`,
    phone: "+14155552671",
    notes: `notes before ${index}`,
    tags: ["vip", `tag${index}`],
    user_fields: FIELDS,
  };
}

function userAfter(index: number): RecordData {
  return {
    external_id: `user-${index}`,
    name: `Renamed Person ${index}`,
    phone: "+14155552672",
    notes: `notes after ${index}`,
    alias: "Nickname",
    tags: ["blue-tag"],
    "user_fields.loyalty_tier": "Silver",
    "user_fields.lifetime_value": 99,
    "user_fields.newsletter": index % 3 === 0,
    "user_fields.signup_date": "2026-01-01",
  };
}

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

test("an undo after 10,000 changed users puts every field back, except of users whom others have changed since", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  seedUsers(account.simulator, range(10_000).map(userBefore));
  const before = stateOf(account);
  const sync = await syncWithLog(account, { users: range(10_000).map(userAfter) });
  const changed = [17, 4711, 9999];
  for (const index of changed) await editUser(account, `user-${index}`, "written by an agent");
  const left = usersOf(account.simulator).filter(({ notes }) => notes === "written by an agent");
  const printed = await undo(account, sync);

  const isLeft = ({ id }: { id: number }) => left.some((user) => user.id === id);
  const others = (state: ReturnType<typeof stateOf>) =>
    (state.get("users") as readonly { id: number }[]).filter((user) => !isLeft(user));
  expect(others(stateOf(account))).toEqual(others(before));
  expect(usersOf(account.simulator).filter(isLeft)).toEqual(left);
  expect(new Set(printed.split("\n").filter((line) => line.startsWith("user ")))).toEqual(
    new Set(left.map(({ id }) => `user ${id} was left alone: notes changed since the sync.`)),
  );
});

test("an undo deletes what was created and puts back what was changed, of every object", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const { simulator } = account;
  seedOrganizations(simulator, [
    { name: "Acme", external_id: "acme", details: "old", domain_names: ["acme.example.com"], tags: ["t"] },
    { name: "Umbrella", external_id: "umbrella" },
  ]);
  const [acme] = organizationsOf(simulator);
  seedUsers(simulator, [userBefore(1), { external_id: "member", name: "Member", organization_ids: [acme?.id] }]);
  const [first] = usersOf(simulator);
  seedTickets(simulator, [
    {
      external_id: "t-1",
      subject: "Old",
      priority: "low",
      requester_id: first?.id,
      comment: { body: "b" },
      tags: ["a"],
    },
  ]);
  const before = stateOf(account);
  const sync = await syncWithLog(account, {
    organizations: [
      {
        external_id: "acme",
        name: "Acme Inc",
        details: "new details",
        domain_names: ["other.example.com"],
        tags: "uvw",
      },
      { external_id: "org-nova", name: "Nova Works" },
    ],
    users: [
      { ...userAfter(1), email: "user-1@example.com" },
      { external_id: "member", name: "Member", organizations: ["umbrella", "acme"] },
      { external_id: "nova-1", name: "Nova Quist", email: "nova@example.com", tags: "xyz", organization: "acme" },
      { external_id: "nova-1", notes: "Second remark" },
    ],
    organization_memberships: [{ "user.external_id": "user-1", "organization.external_id": "org-nova" }],
    tickets: [
      { external_id: "t-1", subject: "Printer smokes", priority: "high", tags: ["bcd"] },
      { external_id: "t-2", subject: "Printer on fire", comment: "It burns" },
    ],
  });
  expect(stateOf(account)).not.toEqual(before);
  const printed = await undo(account, sync);

  expect(stateOf(account)).toEqual(before);
  expect(printed.split("\n").filter((line) => /^(?:user|organization|ticket|membership) /.test(line))).toEqual([]);
});

test("an undo puts back records of a custom object, and what their lookup fields point to", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const { simulator } = account;
  simulator.account.customObjects.define({
    key: "order",
    fields: [
      { key: "total", type: "decimal" },
      { key: "ordered_on", type: "date" },
      { key: "customer", type: "lookup", target: "zen:user" },
    ],
  });
  seedUsers(simulator, [
    { name: "Anna", external_id: "crm-1" },
    { name: "Bert", external_id: "crm-2" },
  ]);
  const [anna] = usersOf(simulator);
  const fields = { total: 12.5, ordered_on: "2026-01-02", customer: String(anna?.id) };
  seedRecords(simulator, "order", [{ external_id: "o-1", name: "First order", custom_object_fields: fields }]);
  const orders = () => recordsOf(simulator, "order").map(({ updated_at: _updated, ...order }) => order);
  const before = orders();
  const changed = { total: 99, ordered_on: null, customer: "external_id:crm-2" };
  const sync = await syncWithLog(account, {
    "custom_objects/order": [
      { external_id: "o-1", name: "Renamed order", custom_object_fields: changed },
      { external_id: "o-2", name: "Second order" },
    ],
  });
  expect(orders()).toHaveLength(2);
  await undo(account, sync);
  expect(orders()).toEqual(before);
});

test("what cannot be taken back is listed, and everything else of the same user is put back", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  seedUsers(account.simulator, [
    { external_id: "a", name: "Anna", email: "anna@example.com", phone: "ext. 12", notes: "old" },
    { external_id: "b", name: "Bert" },
    { email: "dora@example.com", name: "Dora" },
  ]);
  const [anna, bert, dora] = usersOf(account.simulator);
  const sync = await syncWithLog(
    account,
    {
      users: [
        { external_id: "a", email: "second@example.com", phone: "+14155552671", notes: "new remark" },
        { external_id: "d", email: "dora@example.com", name: "Other Dora" },
        { external_id: "c", name: "Nova Quist" },
      ],
      deleted: [{ external_id: "b" }],
    },
    {
      streams: [
        { name: "users" },
        { name: "deleted", object: "users", mode: "soft_delete", primaryKey: "external_id" },
      ],
    },
  );
  await editUser(account, "c", "an agent knows this user");
  const created = usersOf(account.simulator).find(({ external_id }) => external_id === "c");
  const printed = await undo(account, sync);

  expect(
    printed
      .split("\n")
      .filter((line) => line.startsWith("user "))
      .toSorted(),
  ).toEqual(
    [
      `user ${anna?.id} keeps email (secondary): it is not a field that can be written; ` +
        "keeps phone: the connector would not write its former value unchanged.",
      `user ${bert?.id} was deleted by the sync and cannot be restored.`,
      `user ${created?.id} was left alone: it changed since the sync.`,
      `user ${dora?.id} was left alone: its former values are not known.`,
    ].toSorted(),
  );
  expect(usersOf(account.simulator).find(({ id }) => id === anna?.id)).toMatchObject({
    notes: "old",
    phone: "+14155552671",
  });
});

test("an undo that finds its folder in use leaves the files there alone", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const { folder, settings } = await syncWithLog(account, { users: [{ external_id: "c", name: "Nova Quist" }] });
  const config = temporaryConfig(configFor(account.credentials, settings));
  const args = ["undo", "--config", config, "--into", path.dirname(config), folder];
  const { code, stderr } = await runOwnCommand(args, { ZENDESK_BASE_URL: account.baseUrl });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining("Name a new folder with --into.") as string,
  });
  expect(JSON.parse(readFileSync(config, "utf8"))).not.toHaveProperty("tags_mode");
});
