import { expect, test } from "vitest";
import { UNTHROTTLED } from "zendesk-simulator";
import {
  organizationsOf,
  seedOrganizations,
  seedTickets,
  seedUsers,
  simulatedAccount,
  ticketsOf,
  usersOf,
  write,
} from "../../testing/account/simulated-account.ts";
import { rejectedIn } from "../../testing/connector/rejected-records.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { type ConfiguredStream, type RecordData, record, streamState } from "../../testing/input/airbyte-messages.ts";

const USERS = [
  { name: "Anna", external_id: "anna", email: "anna@example.com" },
  { name: "Bert", external_id: "bert", email: "bert@example.com" },
  { name: "Carl", external_id: "carl", email: "carl@example.com", role: "agent" },
];

const INSERTED: ConfiguredStream = { name: "inserted", object: "users", mode: "append", primaryKey: "external_id" };
const DELETED: ConfiguredStream = { name: "deleted", object: "users", mode: "soft_delete", primaryKey: "external_id" };
const ORGANIZATIONS: ConfiguredStream = { name: "organizations" };
const TICKETS: ConfiguredStream = { name: "tickets" };
const SEEN: ConfiguredStream = { name: "users" };

const MANY = Array.from({ length: 105 }, (_, index) => ({
  external_id: `new-${index}`,
  name: "N",
  email: "bert@example.com",
}));

test.each<[string, ConfiguredStream, RecordData, string]>([
  ["the user who has the address", SEEN, { external_id: "anna", email: "bert@example.com" }, "bert"],
  ["the user who exists", INSERTED, { external_id: "anna", name: "Anna" }, "anna"],
  ["the user whose address it is", INSERTED, { external_id: "new", name: "New", email: "bert@example.com" }, "bert"],
  ["the agent whose address it is", SEEN, { external_id: "new", name: "New", email: "carl@example.com" }, "carl"],
  ["the agent who is not deleted", DELETED, { external_id: "carl" }, "carl"],
  ["the organization that has the name", ORGANIZATIONS, { external_id: "two", name: "One" }, "one"],
  ["the closed ticket", TICKETS, { external_id: "past", subject: "Changed" }, "past"],
])("a rejection names %s", async (_what, stream, data, expected) => {
  const { simulator, ...account } = await simulatedAccount(UNTHROTTLED);
  seedUsers(simulator, USERS);
  seedOrganizations(simulator, [{ name: "One", external_id: "one" }]);
  seedTickets(simulator, [{ external_id: "past", subject: "Old", status: "closed", comment: { body: "b" } }]);
  const folder = temporaryFolder();
  const settings = { object_storage_config: { storage_type: "Local", path: folder } };
  const input = [record(data, { name: stream.name }), streamState(1, { name: stream.name })];
  await write({ simulator, ...account }, input, { settings, streams: [stream] });

  const things = [...usersOf(simulator), ...organizationsOf(simulator), ...ticketsOf(simulator)];
  const id = things.find(({ external_id }) => external_id === expected)?.id;
  expect(rejectedIn(folder).map(({ zendesk }) => zendesk?.ids)).toEqual([[id]]);
});

test("no more than 10 addresses are looked up to name who has them", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  seedUsers(account.simulator, USERS);
  const folder = temporaryFolder();
  const settings = { object_storage_config: { storage_type: "Local", path: folder } };
  const input = MANY.map((data) => record(data, { name: "inserted" }));
  // Something that is written, so that the mapping does not count as wrong.
  await write(account, [...input, record({ external_id: "x", name: "X" }, { name: "inserted" })], {
    settings,
    streams: [INSERTED],
  });
  const rejects = rejectedIn(folder);
  expect(rejects).toHaveLength(MANY.length);
  expect(rejects.filter(({ zendesk }) => zendesk?.ids)).toHaveLength(10);
});
