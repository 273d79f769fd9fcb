import { describe, expect, test } from "vitest";
import type { Fault } from "zendesk-simulator";
import { userOf } from "../../../testing/account/seeded-account.ts";
import { requestsTo } from "../../../testing/account/simulated-account.ts";
import { changesIn } from "../../../testing/connector/rejected-records.ts";
import { temporaryFolder } from "../../../testing/connector/temporary-folder.ts";
import { syncOnVirtualTime } from "../../../testing/connector/virtual-time.ts";
import { type RecordData, record as recordLine } from "../../../testing/input/airbyte-messages.ts";
import { accountWith, commentsOf, sync } from "./ticket-sync.ts";

const HISTORY = {
  external_id: "case-1",
  subject: "Broken lamp",
  status: "closed",
  requester: "person@example.com",
  created_at: "2020-01-02T03:04:05Z",
  updated_at: "2020-01-05T00:00:00Z",
  solved_at: "2020-01-04T00:00:00Z",
  comments: JSON.stringify([
    { body: "It is broken", author: "person@example.com", created_at: "2020-01-02T03:04:05Z" },
    { html_body: "<p>Here is a new one</p>", author: { external_id: "agent" }, created_at: "2020-01-03T00:00:00Z" },
  ]),
};

test("a history is imported once, whichever sync sends it again", async () => {
  const simulator = accountWith();
  const first = await sync(simulator, [HISTORY]);
  expect(first.outcomes).toEqual({ created: 1 });
  const { id } = userOf(simulator, "person");
  expect(first.after).toMatchObject([
    { requester_id: id, created_at: "2020-01-02T03:04:05Z", solved_at: "2020-01-04T00:00:00Z", status: "closed" },
  ]);
  expect(commentsOf(first.after[0])).toEqual(["It is broken", "Here is a new one"]);
  const second = await sync(simulator, [HISTORY], {}, first.endedAt);
  expect(second.outcomes).toEqual({ unchanged: 1 });
  expect(second.after).toEqual(first.after);
});

describe("a record is rejected", () => {
  const ccs = (from: number, count: number): readonly RecordData[] =>
    Array.from({ length: count }, (_, index) => ({ user_email: `cc${from + index}@example.com` }));

  test.each<[why: string, held: readonly RecordData[], record: RecordData, reason: string, field: string]>([
    ["without a key", [], { subject: "Lamp" }, "missing_key", "external_id"],
    ["without subject and comment", [], { external_id: "a", type: "task" }, "missing_required_field", "subject"],
    [
      "whose key several tickets have",
      [
        { external_id: "a", subject: "One" },
        { external_id: "a", subject: "Two" },
      ],
      { external_id: "a", subject: "Lamp" },
      "ambiguous_key",
      "external_id",
    ],
    [
      "whose key a ticket has in another case",
      [{ external_id: "A", subject: "One" }],
      { external_id: "a", subject: "Lamp" },
      "ambiguous_key",
      "external_id",
    ],
    [
      "that changes a closed ticket",
      [{ external_id: "a", subject: "One", status: "closed" }],
      { external_id: "a", subject: "Lamp" },
      "closed_ticket",
      "status",
    ],
    [
      "with a comment over 64 kB",
      [],
      { external_id: "a", comments: [{ body: "é".repeat(32_768) }] },
      "too_large",
      "comments",
    ],
    [
      "with 49 email CCs",
      [],
      { external_id: "a", subject: "Lamp", email_ccs: Array.from({ length: 49 }, (_, n) => `cc${n}@example.com`) },
      "invalid_value",
      "email_ccs",
    ],
    [
      "whose email CCs would be too many together with the ticket's",
      [{ external_id: "a", subject: "One", email_ccs: ccs(0, 48) }],
      { external_id: "a", email_ccs: ["person@example.com"] },
      "invalid_value",
      "email_ccs",
    ],
    [
      "without a subject, whose list of comments has none",
      [],
      { external_id: "a", comments: [null, "", { body: " " }] },
      "missing_required_field",
      "subject",
    ],
    [
      "with an email CC that does not exist",
      [],
      { external_id: "a", subject: "Lamp", email_ccs: "nowhere@example.com" },
      "not_found",
      "email_ccs",
    ],
    [
      "with an author who does not exist",
      [],
      { external_id: "a", comment: { body: "Hi", author: "nowhere" } },
      "not_found",
      "comment",
    ],
    [
      "with a group that does not exist",
      [],
      { external_id: "a", subject: "Lamp", group: "Nowhere" },
      "not_found",
      "group",
    ],
  ])("%s, and nothing is written", async (_why, held, record, reason, field) => {
    const { after, before, outcomes, rejects } = await sync(accountWith(held), [record]);
    expect(outcomes).toEqual({ [reason]: 1 });
    expect(rejects).toEqual([[reason, field]]);
    expect(after).toEqual(before);
  });
});

test("of two records whose keys differ in case, the second is ambiguous", async () => {
  const { outcomes } = await sync(accountWith(), [
    { external_id: "A", subject: "One" },
    { external_id: "a", subject: "Two" },
  ]);
  expect(outcomes).toEqual({ created: 1, ambiguous_key: 1 });
});

test.each<[settings: RecordData, requests: RecordData, comments: readonly string[]]>([
  [{}, { "POST /api/v2/imports/tickets/create_many": 1 }, []],
  [{ tickets_create: "live" }, { "POST /api/v2/tickets/create_many": 1 }, ["Lamp"]],
])("a new ticket is created as %j specifies", async (settings, requests, comments) => {
  const simulator = accountWith();
  const { after, endedAt, outcomes } = await sync(simulator, [{ external_id: "a", subject: "Lamp" }], settings);
  expect(outcomes).toEqual({ created: 1 });
  expect(requestsTo(simulator, endedAt)).toMatchObject(requests);
  expect(commentsOf(after[0])).toEqual(comments);
});

test.each([false, true])("archive_immediately %s decides whether a closed ticket is archived", async (isArchived) => {
  const { after } = await sync(accountWith(), [HISTORY], { archive_immediately: isArchived });
  expect(after).toMatchObject([{ is_archived: isArchived }]);
});

test.each<[mode: string, tags: readonly string[]]>([
  ["add", ["new", "old", "vip"]],
  ["replace", ["new", "vip"]],
  ["remove", ["old"]],
])("with tags_mode %s, a ticket has the tags %j", async (tags_mode, tags) => {
  const simulator = accountWith([{ external_id: "a", subject: "Lamp", tags: ["old", "vip"] }]);
  const { after } = await sync(simulator, [{ external_id: "a", tags: "new, vip" }], { tags_mode });
  expect(after).toMatchObject([{ tags }]);
});

test("custom fields are written by id and by title, and people and groups by their keys", async () => {
  const simulator = accountWith();
  const field = simulator.account.ticketFields.list.find(({ type }) => type === "text");
  const { after, outcomes } = await sync(simulator, [
    { external_id: "a", subject: "Lamp", [`custom_fields.${field?.title}`]: "5", group: "Billing", assignee: "agent" },
    { external_id: "b", subject: "Lamp", [`custom_fields.${field?.id}`]: "6", email_ccs: ["person", "bystander"] },
  ]);
  expect(outcomes).toEqual({ created: 2 });
  const group = simulator.account.groups.find(({ name }) => name === "Billing");
  expect(after).toMatchObject([
    { group_id: group?.id, assignee_id: userOf(simulator, "agent").id },
    { email_cc_ids: [userOf(simulator, "person").id, userOf(simulator, "bystander").id] },
  ]);
  const values = after.map(
    ({ custom_fields }) =>
      (custom_fields as { id: number; value: unknown }[]).find(({ id }) => id === field?.id)?.value,
  );
  expect(values).toEqual(["5", "6"]);
});

test.each(["import", "live"])(
  "tickets whose creation (%s) has no answer are not created twice",
  async (tickets_create) => {
    let isLost = false;
    const lostAnswer: Fault = {
      after: ({ path }) => {
        if (isLost || !path.includes("tickets/create_many")) return undefined;
        isLost = true;
        return "connection_reset";
      },
    };
    const records = ["a", "b", "c"].map((external_id) => ({ external_id, subject: "Lamp", comment: "It is broken" }));
    const { after, rejects } = await sync(accountWith([], { faults: [lostAnswer] }), records, { tickets_create });
    expect(isLost).toBe(true);
    expect(rejects).toEqual([]);
    expect(after.map((ticket) => [ticket.external_id, commentsOf(ticket)])).toEqual(
      ["a", "b", "c"].map((external_id) => [external_id, ["It is broken"]]),
    );
  },
);

test("a ticket that others change after it was read is read again, and updated once", async () => {
  let isChanged = false;
  const others: Fault = {
    after: ({ path }) => {
      const [ticket] = simulator.account.tickets.all();
      if (isChanged || ticket === undefined || !path.startsWith("/api/v2/tickets.json")) return undefined;
      isChanged = true;
      ticket.updatedAt += 60_000;
      return undefined;
    },
  };
  const simulator = accountWith([{ external_id: "a", subject: "Lamp" }], { faults: [others] });
  const { after, endedAt, outcomes } = await sync(simulator, [{ external_id: "a", subject: "Lamp 2", comment: "Hi" }]);
  expect(outcomes).toEqual({ updated: 1 });
  expect(after).toMatchObject([{ subject: "Lamp 2" }]);
  expect(commentsOf(after[0])).toEqual(["Hi"]);
  expect(requestsTo(simulator, endedAt)).toMatchObject({ "PUT /api/v2/tickets/update_many": 2 });
});

test("a dry run foresees what later records change of a ticket that it would create", async () => {
  const record = { external_id: "a", subject: "Lamp", email_ccs: ["person@example.com"] };
  const { outcomes } = await sync(accountWith(), [record, record], { dry_run: true });
  expect(outcomes).toEqual({ created: 1, updated: 1 });
});

test("a dry run shows the author of a comment whom the sync would create without an id", async () => {
  const comment = { body: "Hi", author: "new@example.com" };
  const folder = temporaryFolder();
  const streams = [{ name: "users" }, { name: "tickets" }];
  await syncOnVirtualTime({
    simulator: accountWith(),
    settings: { dry_run: true, object_storage_config: { storage_type: "Local", path: folder } },
    streams,
    input: [
      recordLine({ external_id: "new", name: "New", email: "new@example.com" }, { name: "users" }),
      recordLine({ external_id: "a", subject: "Lamp", comment, comments: [comment] }, { name: "tickets" }),
    ],
  });
  const shown = { body: "Hi", author_id: "created by this sync" };
  expect(changesIn(folder)).toContainEqual(
    expect.objectContaining({
      object: "tickets",
      fields: expect.objectContaining({
        comment: { before: null, after: shown },
        comments: { before: null, after: [shown] },
      }),
    }),
  );
});

test("250 tickets are looked up within the limit of 100 lists a minute", async () => {
  const records = Array.from({ length: 250 }, (_, index) => ({ external_id: `t-${index}`, subject: "Lamp" }));
  const { after, outcomes } = await sync(accountWith([], { ticketListsPerMinute: 100 }), records);
  expect(outcomes).toEqual({ created: 250 });
  expect(new Set(after.map(({ external_id }) => external_id)).size).toBe(250);
});

test("a column of attachments is named in a warning", async () => {
  const record = { external_id: "a", subject: "Lamp", attachments: ["https://example.com/lamp.png"] };
  const { output } = await sync(accountWith(), [record]);
  expect(output.warnings.join("\n")).toContain('"attachments" (attachments are never written)');
});

test("attachments of comments are named in a warning", async () => {
  const withFile = { body: "Broken", attachments: ["https://example.com/lamp.png"] };
  const record = { external_id: "a", subject: "Lamp", comment: withFile, comments: [withFile] };
  const { output, outcomes } = await sync(accountWith(), [record]);
  expect(outcomes).toEqual({ created: 1 });
  const left = '"comment.attachments", "comments.attachments" (attachments are never written)';
  expect(output.warnings.join("\n")).toContain(left);
});
