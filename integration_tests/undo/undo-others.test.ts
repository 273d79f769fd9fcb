import { expect, test } from "vitest";
import { UNTHROTTLED } from "zendesk-simulator";
import {
  organizationsOf,
  seedOrganizations,
  seedUsers,
  simulatedAccount,
  usersOf,
  write,
} from "../../testing/account/simulated-account.ts";
import { record } from "../../testing/input/airbyte-messages.ts";
import { planUndo, syncWithLog, undo } from "./undo-sync.ts";

const linesAbout = (stderr: string, noun: string) => stderr.split("\n").filter((line) => line.startsWith(`${noun} `));

test("a created user stays whom someone changed before the sync noticed that it was created", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const sync = await syncWithLog(account, {
    users: [
      { external_id: "a", name: "Nova Quist" },
      { external_id: "b", name: "Vera Boom" },
      { external_id: "c", name: "Tara Lind", tags: ["vip"] },
    ],
  });
  const users = ["a", "c"].map((id) => account.simulator.account.users.byExternalId(id));
  for (const user of users) {
    if (!user) throw new Error("no such user");
    // Zendesk created the user 5 s ago, and an agent changed it 2 s later.
    user.attributes = { ...user.attributes, notes: "An agent called." };
    Object.assign(user, { createdAt: user.createdAt - 5000, updatedAt: user.createdAt - 3000 });
  }
  const printed = await undo(account, sync);
  expect(usersOf(account.simulator).map(({ external_id }) => external_id)).toEqual(expect.arrayContaining(["a", "c"]));
  expect(linesAbout(printed, "user")).toHaveLength(2);
});

test("a created organization stays if it has users whom the sync did not put there", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  seedUsers(account.simulator, [{ external_id: "member", name: "Member" }]);
  const sync = await syncWithLog(account, {
    organizations: [
      { external_id: "joined", name: "Joined" },
      { external_id: "empty", name: "Empty" },
    ],
  });
  await write(account, [record({ external_id: "member", "organization.external_id": "joined" })]);
  const printed = await undo(account, sync);
  const [left] = organizationsOf(account.simulator);
  expect(organizationsOf(account.simulator).map(({ name }) => name)).toEqual(["Joined"]);
  expect(linesAbout(printed, "organization")).toEqual([
    `organization ${left?.id} was left alone: others have added users to it.`,
  ]);
});

test("a name goes back to its organization after the organization that got it later is deleted", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  seedOrganizations(account.simulator, [{ external_id: "first", name: "Acme" }]);
  const renamed = await syncWithLog(account, { organizations: [{ external_id: "first", name: "Acme Inc" }] });
  const created = await syncWithLog(account, { organizations: [{ external_id: "second", name: "Acme" }] });
  await undo(account, { ...renamed, folders: [renamed.folder, created.folder] });
  expect(organizationsOf(account.simulator).map(({ external_id, name }) => [external_id, name])).toEqual([
    ["first", "Acme"],
  ]);
});

test("a date that someone has put back does not count as changed since", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const before = { external_id: "a", name: "Anna", notes: "old", user_fields: { signup_date: "2024-01-01" } };
  seedUsers(account.simulator, [before]);
  const sync = await syncWithLog(account, {
    users: [{ external_id: "a", notes: "new", "user_fields.signup_date": "2025-05-05" }],
  });
  await write(account, [record({ external_id: "a", "user_fields.signup_date": "2024-01-01" })]);
  const { lines, stderr } = await planUndo(account, sync);
  expect(lines.map((line) => JSON.parse(line).record.data)).toEqual([{ id: expect.any(Number), notes: "old" }]);
  expect(linesAbout(stderr, "user")).toEqual([]);
});

test("a phone number that the sync only wrote in another notation is named as kept", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  seedUsers(account.simulator, [{ external_id: "a", name: "Anna", phone: "(415) 555-2671" }]);
  const [anna] = usersOf(account.simulator);
  const sync = await syncWithLog(account, { users: [{ external_id: "a", phone: "+14155552671" }] });
  const { lines, stderr } = await planUndo(account, sync);
  expect(lines).toEqual([]);
  expect(linesAbout(stderr, "user")).toEqual([
    `user ${anna?.id} keeps phone: the connector would not write its former value unchanged.`,
  ]);
});
