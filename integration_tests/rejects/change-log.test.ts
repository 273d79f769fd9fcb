import { expect, test } from "vitest";
import { type Fault, UNTHROTTLED } from "zendesk-simulator";
import { seedUsers, simulatedAccount, usersOf, write } from "../../testing/account/simulated-account.ts";
import { changesIn } from "../../testing/connector/rejected-records.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { type ConfiguredStream, record, streamState } from "../../testing/input/airbyte-messages.ts";

const DELETED: ConfiguredStream = { name: "deleted", object: "users", mode: "soft_delete", primaryKey: "external_id" };
const STREAMS = [{ name: "users" }, DELETED];

const USERS = [
  { name: "Anna", external_id: "a-anna", email: "anna@example.com", notes: "old notes", tags: ["x"] },
  { name: "Bert", external_id: "b-bert", notes: "as ever" },
  { name: "Carl", external_id: "c-carl" },
];

function settingsFor(folder: string, settings: object = {}) {
  return { object_storage_config: { storage_type: "Local", path: folder }, change_log: true, ...settings };
}

test("a sync stores what each record changed, before and after, and nothing of those that changed nothing", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  seedUsers(account.simulator, USERS);
  const [anna, , carl] = usersOf(account.simulator);
  const folder = temporaryFolder();
  const input = [
    record({ external_id: "a-anna", notes: "new notes", tags: ["y"], alias: "A" }),
    record({ external_id: "b-bert", notes: "as ever" }),
    record({ external_id: "d-dora", name: "Dora" }),
    record({ external_id: "c-carl" }, DELETED),
    streamState(1),
    streamState(1, { name: "deleted" }),
  ];
  const { code, output } = await write(account, input, { settings: settingsFor(folder), streams: STREAMS });

  expect({ code, ...output.counts }).toMatchObject({ code: 0, written: 4, created: 1, updated: 2, deleted: 1 });
  const common = { namespace: null, object: "users", changed_at: expect.any(String) as string, doubt: null };
  const dora = usersOf(account.simulator).find(({ external_id }) => external_id === "d-dora");
  const lines = changesIn(folder) as readonly { readonly sequence: number }[];
  expect(lines.map(({ sequence: _sequence, ...line }) => line)).toEqual(
    expect.arrayContaining([
      {
        ...common,
        stream: "users",
        effect: "updated",
        key: { external_id: "a-anna" },
        zendesk_id: anna?.id,
        fields: {
          notes: { before: "old notes", after: "new notes" },
          tags: { before: ["x"], after: ["x", "y"] },
          alias: { before: null, after: "A" },
        },
      },
      {
        ...common,
        stream: "users",
        effect: "created",
        key: { external_id: "d-dora" },
        zendesk_id: dora?.id,
        fields: { external_id: { before: null, after: "d-dora" }, name: { before: null, after: "Dora" } },
      },
      {
        ...common,
        stream: "deleted",
        effect: "deleted",
        key: { external_id: "c-carl" },
        zendesk_id: carl?.id,
        fields: {},
      },
    ]),
  );
  expect(new Set(lines.map(({ sequence }) => sequence))).toEqual(new Set([1, 2, 3]));
});

test.each([
  ["with a name", { external_id: "new", name: "Anna N", email: "anna@example.com" }],
  ["without a name", { external_id: "new", notes: "new notes", email: "anna@example.com" }],
])("a user whom Zendesk found by another key is marked as not read before, for a record %s", async (_what, data) => {
  const account = await simulatedAccount(UNTHROTTLED);
  seedUsers(account.simulator, [{ name: "Anna", email: "anna@example.com" }]);
  const folder = temporaryFolder();
  await write(account, [record(data)], { settings: settingsFor(folder) });

  expect(changesIn(folder)).toMatchObject([{ effect: "updated", doubt: "not_read", key: { external_id: "new" } }]);
});

test("what a sync that ended too early may have changed is stored as uncertain", async () => {
  const sync = { hasJob: false };
  const unfollowable: Fault = {
    before: ({ path }) => {
      const isAsked = sync.hasJob && path.startsWith("/api/v2/job_statuses");
      sync.hasJob ||= path.startsWith("/api/v2/users/create_or_update_many");
      return isAsked ? { status: 403, headers: {}, body: '{"error":"Forbidden"}' } : undefined;
    },
  };
  const account = await simulatedAccount({ ...UNTHROTTLED, faults: [unfollowable] });
  seedUsers(account.simulator, USERS);
  const folder = temporaryFolder();
  const input = [record({ external_id: "a-anna", notes: "new notes" }), streamState(1)];
  const { code, output } = await write(account, input, { settings: settingsFor(folder) });

  expect({ code, states: output.states }).toEqual({ code: 1, states: [] });
  const fields = { notes: { before: "old notes", after: "new notes" } };
  expect(changesIn(folder)).toMatchObject([{ effect: "updated", doubt: "outcome_unknown", fields }]);
});

test("change_log without a place for the changes is a config error", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const { code, output } = await write(account, [], { settings: { change_log: true } });
  expect({ code, message: output.errors[0]?.message }).toEqual({
    code: 1,
    message: expect.stringContaining("Set object_storage_config") as string,
  });
});
