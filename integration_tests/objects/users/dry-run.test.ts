import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import {
  type ConfiguredStream,
  type RecordData,
  record,
  streamState,
} from "../../../testing/input/airbyte-messages.ts";
import { changesIn, rejectedIn } from "../../../testing/connector/rejected-records.ts";
import { richUser } from "../../../testing/input/rich-users.ts";
import { requestsTo, seedUsers, userLinesOf } from "../../../testing/account/simulated-account.ts";
import { summaryLines, summaryOf } from "../../../testing/connector/sync-summary-line.ts";
import { temporaryFolder } from "../../../testing/connector/temporary-folder.ts";
import { syncOnVirtualTime } from "../../../testing/connector/virtual-time.ts";

const STREAMS: readonly ConfiguredStream[] = [
  { name: "users" },
  { name: "inserted", object: "users", mode: "append", primaryKey: "external_id" },
  { name: "updated", object: "users", mode: "update", primaryKey: "external_id" },
  { name: "deleted", object: "users", mode: "soft_delete", primaryKey: "external_id" },
];

const DELETED = { _ab_cdc_deleted_at: "2026-11-01T00:00:00Z" };

/** At least one record for each outcome. Users 0–39 already exist, as richUser makes them. */
const RECORDS: Readonly<Record<string, readonly RecordData[]>> = {
  users: [
    ...Array.from({ length: 20 }, (_, index) => richUser(index)),
    { ...richUser(20), notes: "other notes", tags: ["brand new tag"] },
    { ...richUser(21), "user_fields.loyalty_tier": "Gold", "user_fields.company_size": 999_999 },
    { external_id: "rich-22", organization: "Planet Express", alias: "cap" },
    { email: "rich.23@example.com", details: "found by address" },
    ...Array.from({ length: 130 }, (_, index) => richUser(1000 + index)),
    { external_id: "nameless-1", notes: "nobody by this key" },
    { name: "Keyless Person" },
    { external_id: "bad-phone", name: "Bad Phone", phone: "no digits here" },
    { external_id: "bad-field", name: "Bad Field", "user_fields.no_such_key": "lost otherwise" },
    { external_id: "bad-place", name: "Bad Place", organization: "Nowhere Incorporated" },
    { external_id: "rich-24", ...DELETED },
    { external_id: "nobody-there", ...DELETED },
    { external_id: "agent-smith", ...DELETED },
  ],
  inserted: [richUser(2000), richUser(25), { external_id: "nameless-2" }],
  updated: [{ external_id: "rich-26", notes: "updated notes" }, richUser(27), { external_id: "not-there", notes: "x" }],
  deleted: [{ external_id: "rich-28" }, { external_id: "nobody-here" }, { external_id: "agent-smith" }],
};

/** An account, always the same, and a sync into it with these settings. */
async function sync(
  settings: Readonly<Record<string, unknown>>,
  records: typeof RECORDS = RECORDS,
  streams: readonly ConfiguredStream[] = STREAMS,
) {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, keepsKeysOfDeletedUsers: false });
  const input = Array.from({ length: 40 }, (_, index) => record(richUser(index)));
  const { endedAt: startAt } = await syncOnVirtualTime({ simulator, input });
  const seeds = [
    { name: "Agent Smith", external_id: "agent-smith", role: "agent" },
    { name: "Leela Turanga", external_id: "leela", organization: { name: "Planet Express" } },
  ];
  seedUsers(simulator, seeds, startAt);
  const folder = temporaryFolder();
  const look = (nowMs: number) => ({ users: userLinesOf(simulator, nowMs), requests: requestsTo(simulator, nowMs) });
  const before = look(startAt);
  const lines = Object.entries(records).flatMap(([name, list]) => [
    ...list.map((data) => record(data, { name })),
    streamState(1, { name }),
  ]);
  const end = await syncOnVirtualTime({
    simulator,
    startAt,
    streams,
    settings: {
      deleted_records: "soft_delete",
      object_storage_config: { storage_type: "Local", path: folder },
      ...settings,
    },
    input: lines,
  });
  return { ...end, before, after: look(end.endedAt), folder };
}

const summaries = ({ output }: Awaited<ReturnType<typeof sync>>) =>
  Object.fromEntries(Object.keys(RECORDS).map((stream) => [stream, summaryOf(output, stream)]));

test("a dry run writes nothing, returns no state, and says why", async () => {
  const { after, before, code, output } = await sync({ dry_run: true });
  expect({ code, errors: output.errors, states: output.stateLines }).toEqual({ code: 0, errors: [], states: [] });
  expect(after.users).toEqual(before.users);
  const wrote = Object.keys(after.requests).filter((each) => !each.startsWith("GET ") && each !== "POST /oauth/tokens");
  expect(wrote.filter((each) => after.requests[each] !== before.requests[each])).toEqual([]);
  const why = /dry run: nothing is written.*No state is returned, because a state would move the source past/;
  expect(output.warnings).toEqual(expect.arrayContaining([expect.stringMatching(why)]));
});

test("a dry run counts what the real sync then does, and rejects the same records for the same reasons", async () => {
  const rehearsed = await sync({ dry_run: true });
  const real = await sync({ skip_unchanged: true });
  expect(summaries(rehearsed)).toEqual(summaries(real));
  expect(summaries(real)).toEqual({
    users: {
      read: 162,
      created: 130,
      updated: 4,
      unchanged: 21,
      deleted: 1,
      rejected: 6,
      missing_key: 1,
      missing_required_field: 1,
      invalid_value: 1,
      unknown_field: 1,
      not_found: 1,
      protected: 1,
    },
    inserted: { read: 3, created: 1, rejected: 2, already_exists: 1, missing_required_field: 1 },
    updated: { read: 3, updated: 1, unchanged: 1, rejected: 1, not_found: 1 },
    deleted: { read: 3, deleted: 1, unchanged: 1, rejected: 1, protected: 1 },
  });
  const rejects = ({ folder }: { folder: string }) =>
    rejectedIn(folder)
      .map(({ rejected_reason, record: data }) => JSON.stringify([rejected_reason, data]))
      .toSorted();
  expect(rejects(rehearsed)).toEqual(rejects(real));
});

test("a dry run names the fields that would change for the first 20 users, but no values", async () => {
  const { output } = await sync({ dry_run: true });
  const changes = summaryLines(output).filter((line) => /^ {2}record [\d,]+ of /.test(line));
  expect(changes.toSorted()).toEqual([
    "  record 1 of updated would change notes",
    "  record 21 of users would change notes, tags",
    "  record 22 of users would change user_fields.company_size, user_fields.loyalty_tier",
    "  record 23 of users would change alias, organization_id",
    "  record 24 of users would change details",
  ]);
  const many = Array.from({ length: 30 }, (_, index) => ({ external_id: `rich-${index}`, notes: "changed notes" }));
  const more = await sync({ dry_run: true }, { users: many });
  expect(summaryLines(more.output).filter((line) => /^ {2}record [\d,]+ of /.test(line))).toHaveLength(20);
});

test("a dry run says what would happen and what it did not look up", async () => {
  const { output } = await sync({ dry_run: true });
  const [head, ...lines] = summaryLines(output);
  expect(head).toMatch(/^Summary of the dry run: 171 records processed, \d+ requests, 0 bulk jobs, /);
  expect(lines).toContainEqual(
    expect.stringMatching(/^ {2}inserted: 3 read, would create 1, reject 2 \(1 already_exists/),
  );
  expect(lines).toContainEqual(
    expect.stringMatching(/^ {2}users: 162 read, .*, delete 1, leave 21 unchanged, reject 6 /),
  );
  expect(lines).toContainEqual(
    expect.stringMatching(/^ {2}keys not checked: 31 records have a key that may belong to something else in Zendesk/),
  );
});

test("a dry run says how many users it would delete without having looked up their tickets", async () => {
  const { output } = await sync({ dry_run: true });
  expect(summaryLines(output)).toContainEqual(
    expect.stringMatching(
      /^ {2}deletions not checked: 2 records, because the tickets of these users were not looked up\./,
    ),
  );
  const none = await sync({ dry_run: true }, { users: [richUser(1)], deleted: [{ external_id: "nobody-here" }] });
  expect(summaryLines(none.output).filter((line) => line.includes("deletions not checked"))).toEqual([]);
});

test("a dry run stores what would change: the key, the id, and each field before and after", async () => {
  const { folder, before } = await sync({ dry_run: true });
  const changes = changesIn(folder) as readonly { readonly key: unknown; readonly would_be: string }[];
  expect(changes).toHaveLength(130 + 4 + 1 + 3);
  const idOf = (key: string): unknown =>
    before.users
      .map((line) => JSON.parse(line) as { external_id: string; id: number })
      .find(({ external_id }) => external_id === key)?.id;
  const common = { namespace: null, object: "users" };
  expect(changes).toContainEqual({
    ...common,
    stream: "updated",
    would_be: "updated",
    key: { external_id: "rich-26" },
    zendesk_id: idOf("rich-26"),
    fields: { notes: { before: richUser(26)["notes"], after: "updated notes" } },
  });
  expect(changes).toContainEqual({
    ...common,
    stream: "deleted",
    would_be: "deleted",
    key: { external_id: "rich-28" },
    zendesk_id: idOf("rich-28"),
    fields: {},
  });
  expect(changes.find(({ key }) => JSON.stringify(key) === '{"external_id":"rich-20"}')).toMatchObject({
    fields: { tags: { before: ["vip", "cohort_6"], after: ["vip", "cohort_6", "brand_new_tag"] } },
  });
  expect(changes.find(({ key }) => JSON.stringify(key) === '{"external_id":"rich-1000"}')).toMatchObject({
    would_be: "created",
    zendesk_id: null,
    fields: { name: { before: null } },
  });
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^dry-run-/)]);
});

test("in a dry run, users may name organizations that the same sync would create or delete", async () => {
  const streams = [
    { name: "users" },
    { name: "organizations" },
    { name: "ended", object: "organizations", mode: "soft_delete", primaryKey: "name" },
  ] as const;
  const records = {
    organizations: [{ external_id: "momcorp", name: "MomCorp" }],
    ended: [{ name: "Planet Express" }],
    users: [
      { external_id: "rich-1", organization: "MomCorp" },
      { external_id: "rich-2", organization: { external_id: "MOMCORP" } },
      { external_id: "rich-3", organization: "Planet Express" },
      { external_id: "rich-4", organization: "Nowhere Incorporated" },
    ],
  };
  const dry = await sync({ dry_run: true }, records, streams);
  const real = await sync({ skip_unchanged: true }, records, streams);
  const counted = ({ output }: typeof dry) => streams.map(({ name }) => summaryOf(output, name));
  expect(counted(dry)).toEqual(counted(real));
  expect(counted(dry)).toEqual([
    { read: 4, updated: 2, rejected: 2, not_found: 2 },
    { read: 1, created: 1 },
    { read: 1, deleted: 1 },
  ]);
  const changes = changesIn(dry.folder) as readonly { readonly object: string; readonly fields: unknown }[];
  expect(changes.filter(({ object }) => object === "users").map(({ fields }) => fields)).toEqual(
    Array.from({ length: 2 }, () => ({ organization_id: { before: null, after: "created by this sync" } })),
  );
});

test("a dry run stores what each record would change, although several records of one person would be sent as one", async () => {
  const records = [
    { external_id: "rich-30", name: "Name One", notes: "note one", email: "other@example.com" },
    { external_id: "rich-30", name: "Name Two", notes: "note two" },
    { external_id: "rich-30", name: "Name Two", alias: "alias three" },
    { external_id: "brand-new", name: "New Name" },
    { external_id: "brand-new", name: "Newer Name" },
  ];
  const { folder, output } = await sync({ dry_run: true }, { users: records });
  const { alias = null, name, notes } = richUser(30);
  const change = (before: unknown, after: unknown) => ({ before, after });
  const changes = changesIn(folder) as readonly { readonly would_be: string; readonly fields: unknown }[];
  expect(changes.map(({ would_be: wouldBe, fields }) => [wouldBe, fields])).toEqual([
    [
      "updated",
      {
        name: change(name, "Name One"),
        notes: change(notes, "note one"),
        "email (secondary)": change(null, "other@example.com"),
      },
    ],
    ["updated", { name: change("Name One", "Name Two"), notes: change("note one", "note two") }],
    ["updated", { alias: change(alias, "alias three") }],
    ["created", { external_id: change(null, "brand-new"), name: change(null, "New Name") }],
    ["updated", { name: change("New Name", "Newer Name") }],
  ]);
  expect(summaryOf(output, "users")).toMatchObject({ created: 1, updated: 4 });
});

const NEW = { external_id: "somebody-new", name: "Somebody New", tags: ["fresh tag"] };
const KNOWN = { external_id: "rich-30" };

test.each<[what: string, records: readonly RecordData[]]>([
  ["created, then changed without a name", [NEW, { external_id: "somebody-new", tags: ["another tag"] }]],
  ["created, then deleted", [NEW, { external_id: "somebody-new", ...DELETED }]],
  [
    "deleted twice",
    [
      { ...KNOWN, ...DELETED },
      { ...KNOWN, ...DELETED },
    ],
  ],
  ["deleted, then created again", [{ ...KNOWN, ...DELETED }, richUser(30)]],
  [
    "deleted, then changed without a name",
    [
      { ...KNOWN, ...DELETED },
      { ...KNOWN, notes: "changed notes" },
    ],
  ],
])("a dry run counts a person who is %s in the sync as the real sync does", async (_what, records) => {
  const rehearsed = await sync({ dry_run: true }, { users: records });
  const real = await sync({ skip_unchanged: true }, { users: records });
  expect(summaryOf(rehearsed.output, "users")).toEqual(summaryOf(real.output, "users"));
});
