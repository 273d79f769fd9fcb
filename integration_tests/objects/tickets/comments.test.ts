import { expect, test } from "vitest";
import type { Fault } from "zendesk-simulator";
import { userOf } from "../../../testing/account/seeded-account.ts";
import { accountWith, commentsOf, sync } from "./ticket-sync.ts";

test.each<[text: string, comment: unknown]>([
  ["text", "Please call <back> & again"],
  ["HTML", { html_body: "<b>Please</b><br>call &amp; wait", public: false }],
  ["a named author's", { body: "Please call", author: "agent@example.com" }],
])("a comment that is %s is added to a ticket once", async (_what, comment) => {
  const simulator = accountWith([{ external_id: "case-1", subject: "Lamp", comment: { body: "First" } }]);
  const record = { external_id: "case-1", comment };
  const first = await sync(simulator, [record]);
  expect(commentsOf(first.after[0])).toHaveLength(2);
  const second = await sync(simulator, [record], {}, first.endedAt);
  expect(second.after).toEqual(first.after);
});

test("a comment with the text of someone else's comment is added", async () => {
  const author_id = userOf(accountWith(), "person").id;
  const simulator = accountWith([{ external_id: "case-1", subject: "Lamp", comments: [{ body: "Same", author_id }] }]);
  const { after } = await sync(simulator, [{ external_id: "case-1", comment: "Same" }]);
  expect(commentsOf(after[0])).toEqual(["Same", "Same"]);
});

test("a comment with the words that its author wrote on Zendesk's own pages is added", async () => {
  const author_id = userOf(accountWith(), "person").id;
  const fromWeb: Fault = {
    after: ({ path }, answer) =>
      path.includes("/comments")
        ? { ...answer, body: answer.body.replaceAll('"channel":"api"', '"channel":"web"') }
        : undefined,
  };
  const comments = [{ body: "Thanks", author_id }];
  const simulator = accountWith([{ external_id: "case-1", subject: "Lamp", comments }], { faults: [fromWeb] });
  const { after } = await sync(simulator, [{ external_id: "case-1", comment: { body: "Thanks", author: "person" } }]);
  expect(commentsOf(after[0])).toEqual(["Thanks", "Thanks"]);
});

test("the submitter of a record does not matter to the comments of an imported ticket", async () => {
  const author_id = userOf(accountWith(), "person").id;
  const simulator = accountWith([{ external_id: "case-1", subject: "Lamp", comments: [{ body: "Same", author_id }] }]);
  const { after } = await sync(simulator, [{ external_id: "case-1", comment: "Same", submitter: "person" }]);
  expect(commentsOf(after[0])).toEqual(["Same", "Same"]);
});

test.each<[author: string, outcomes: object, comments: readonly string[]]>([
  ["agent", { invalid_value: 1 }, []],
  ["person", { created: 1 }, ["Broken"]],
])("a live ticket that the person submits with a comment by the %s: %j", async (author, outcomes, comments) => {
  const records = [
    { external_id: "case-1", subject: "Lamp", submitter: "person", comment: { body: "Broken", author } },
  ];
  const result = await sync(accountWith(), records, { tickets_create: "live" });
  expect(result.outcomes).toEqual(outcomes);
  expect(commentsOf(result.after[0])).toEqual(comments);
});

test("a ticket that exists gets a comment by someone other than its submitter, created live or not", async () => {
  const simulator = accountWith([{ external_id: "case-1", subject: "Lamp", comment: { body: "First" } }]);
  const record = { external_id: "case-1", submitter: "person", comment: { body: "Broken", author: "agent" } };
  const { after, outcomes } = await sync(simulator, [record], { tickets_create: "live" });
  expect(outcomes).toEqual({ updated: 1 });
  expect(commentsOf(after[0])).toEqual(["First", "Broken"]);
});

test("a live ticket without a comment has the subject of its first record as its comment", async () => {
  const records = ["One", "Two"].map((subject) => ({ external_id: "case-1", subject }));
  const { after, outcomes } = await sync(accountWith(), records, { tickets_create: "live" });
  expect(outcomes).toEqual({ created: 1, updated: 1 });
  expect(after).toMatchObject([{ subject: "Two" }]);
  expect(commentsOf(after[0])).toEqual(["One"]);
});

test("a ticket with 70 comments to add gets all of them, although Zendesk allows 30 updates in ten minutes", async () => {
  const comments = Array.from({ length: 70 }, (_, index) => `Comment ${index}`);
  const simulator = accountWith([{ external_id: "a", subject: "Lamp" }], { updatesPerTenMinutesPerTicket: 30 });
  const { after, outcomes } = await sync(
    simulator,
    comments.map((comment) => ({ external_id: "a", comment })),
  );
  expect(outcomes).toEqual({ updated: 70 });
  expect(commentsOf(after[0])).toEqual(comments);
});

test.each<[what: string, comment: unknown, comments: readonly unknown[], texts: readonly unknown[]]>([
  ["its first one", "One", [{ body: "One" }, { body: "Two" }], ["One", "Two"]],
  ["a later one", " Two", [{ body: "One" }, { body: "Two\r\n" }], ["One", "Two\r\n"]],
  ["one in HTML", { html_body: "<p>One</p>" }, [{ html_body: "<div>One</div>" }], ["One"]],
  ["none of them", "Zero", [{ body: "One" }], ["Zero", "One"]],
  ["another author's", "One", [{ body: "One", author: "person" }], ["One", "One"]],
])("a ticket whose comment is %s is imported with each comment once", async (_what, comment, comments, texts) => {
  const records = [{ external_id: "case-1", subject: "Lamp", comment, comments }];
  const { after } = await sync(accountWith(), records);
  expect(commentsOf(after[0])).toEqual(texts);
});

test.each<[named: string, part: object]>([
  ["its author's email", { "author.email": "person@example.com" }],
  ["its author's external id", { "author.external_id": "person" }],
  ["its author in capitals", { Author: "person" }],
])("an internal comment that names %s is imported as that author's, and stays internal", async (_named, part) => {
  const records = [{ external_id: "case-1", subject: "Lamp", comments: [{ body: "Note", is_public: false, ...part }] }];
  const simulator = accountWith();
  const { after } = await sync(simulator, records);
  const author_id = userOf(simulator, "person").id;
  expect(after[0]?.["comments"]).toMatchObject([{ body: "Note", public: false, author_id }]);
});

test("a comment with a part that may hide it is not written", async () => {
  const records = [{ external_id: "case-1", subject: "Lamp", comments: [{ body: "Note", internal: true }] }];
  const { after, rejects } = await sync(accountWith(), records);
  expect(after).toEqual([]);
  expect(rejects).toEqual([["invalid_value", "comments"]]);
});
