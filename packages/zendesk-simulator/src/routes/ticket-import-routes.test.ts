import { expect, test } from "vitest";
import type { JsonObject } from "../json.ts";
import { TicketAccountClient } from "../tickets/ticket-tests.ts";

const PATH = "imports/tickets/create_many";

test("an import keeps the ticket's past: times, authors and the order of the comments' times", () => {
  const account = new TicketAccountClient();
  const { customerId, agentId } = account;
  const ticket = {
    external_id: "T-1",
    subject: "Fire",
    requester_id: customerId,
    assignee_id: agentId,
    status: "closed",
    created_at: "2020-01-01T08:00:00Z",
    updated_at: "2020-01-05T10:00:00+02:00",
    solved_at: "2020-01-04T08:00:00Z",
    comments: [
      { author_id: agentId, html_body: "<p>Done</p>", public: false, created_at: "2020-01-03T08:00:00Z" },
      { author_id: customerId, value: "It burns", created_at: "2020-01-01T08:00:00Z" },
    ],
  };
  expect(account.run("POST", PATH, { tickets: [ticket] })).toEqual([{ index: 0, id: 1, account_id: 18_525_119 }]);
  expect(account.ticket(1)).toMatchObject({
    external_id: "T-1",
    status: "closed",
    description: "It burns",
    created_at: "2020-01-01T08:00:00Z",
    updated_at: "2020-01-05T08:00:00Z",
  });
  expect(account.comments(1)).toMatchObject([
    { author_id: customerId, body: "It burns", public: true, created_at: "2020-01-01T08:00:00Z" },
    { author_id: agentId, body: "Done", public: false, created_at: "2020-01-03T08:00:00Z" },
  ]);
  const [line = ""] = account.send("GET", "/simulator/tickets").text.split("\n");
  expect(JSON.parse(line)).toMatchObject({ id: 1, solved_at: "2020-01-04T08:00:00Z", is_archived: false });
});

test.each([
  ["?archive_immediately=true", "closed", true],
  ["?archive_immediately=true", "solved", false],
  ["", "closed", false],
])("an import%s of a %s ticket archives it: %s", (query, status, isArchived) => {
  const account = new TicketAccountClient();
  account.run("POST", `${PATH}${query}`, { tickets: [{ subject: "A", status }] });
  expect([...account.simulator.account.tickets.all()]).toMatchObject([{ status, isArchived }]);
});

test.each([
  [undefined, "open"],
  ["new", "open"],
  ["pending", "pending"],
])("an imported ticket of status %s that is assigned is %s", (status, kept) => {
  const account = new TicketAccountClient();
  account.run("POST", PATH, { tickets: [{ subject: "A", assignee_id: account.agentId, ...(status && { status }) }] });
  expect(account.ticket(1)).toMatchObject({ status: kept });
});

test.each<[string, JsonObject, string]>([
  ["a creation before 1970", { created_at: "1969-12-31T23:59:59Z" }, "Created at: is invalid"],
  ["a creation in the future", { created_at: "2026-11-23T12:00:00Z" }, "Created at: is invalid"],
  ["a solved_at that is not a time", { solved_at: "yesterday" }, "Solved at: is invalid"],
  ["an update in the future", { updated_at: "2030-01-01" }, "Updated at: is invalid"],
  ["a comment before 1970", { comments: [{ value: "a", created_at: "1960-01-01" }] }, "Created at: is invalid"],
  ["a comment without text", { comments: [{ value: " " }] }, "Comment: cannot be blank"],
  [
    "more than 5,000 comments",
    { comments: Array.from({ length: 5001 }, () => ({ value: "a" })) },
    "Comments: at most 5000 for a ticket",
  ],
  ["a comment by an unknown author", { comments: [{ value: "a", author_id: 17 }] }, "Author: is invalid"],
])("%s fails the row", (_what, fault, details) => {
  const account = new TicketAccountClient();
  const rows = account.run("POST", PATH, { tickets: [{ subject: "A", ...fault }] });
  expect(rows).toEqual([{ index: 0, error: "TicketCreateFailed", details }]);
});

test("only admins import", () => {
  const account = new TicketAccountClient({ role: "agent" });
  const statuses = ["imports/tickets", PATH].map(
    (path) => account.send("POST", path, { ticket: { subject: "A" }, tickets: [{ subject: "A" }] }).status,
  );
  expect(statuses).toEqual([403, 403]);
  expect(account.send("POST", "tickets", { ticket: { comment: { body: "a" } } }).status).toBe(201);
});

test("a single ticket is imported at once", () => {
  const account = new TicketAccountClient();
  const ticket = { subject: "A", description: "First", comments: [{ value: "Second" }] };
  expect(account.send("POST", "imports/tickets", { ticket })).toMatchObject({
    status: 201,
    json: { ticket: { id: 1, subject: "A" } },
  });
  expect(account.send("POST", "imports/tickets", { ticket: { requester_id: 17 } }).status).toBe(422);
});
