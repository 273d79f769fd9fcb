import { expect, test } from "vitest";
import { objectsOf } from "../account-client.ts";
import type { Json, JsonObject } from "../json.ts";
import { TicketAccountClient } from "../tickets/ticket-tests.ts";

const comment = { body: "It burns" };

function statusOf(account: TicketAccountClient, ids: readonly unknown[]): unknown[] {
  return ids.map((id) => account.ticket(id)["status"]);
}

test("a bulk creation creates each valid ticket, and a row that is invalid fails alone", () => {
  const account = new TicketAccountClient();
  const tickets = [{ subject: "A", comment }, { subject: "B", comment, requester_id: 17 }, { comment }];
  expect(account.run("POST", "tickets/create_many", { tickets })).toEqual([
    { index: 0, id: 1, account_id: 18_525_119 },
    { index: 1, error: "TicketCreateFailed", details: "Requester: is invalid" },
    { index: 2, id: 2, account_id: 18_525_119 },
  ]);
});

test("the same external id creates a second ticket", () => {
  const account = new TicketAccountClient();
  const tickets = [
    { external_id: "T-1", comment },
    { external_id: "t-1", comment },
  ];
  account.run("POST", "tickets/create_many", { tickets });
  const found = account.send("GET", "tickets?external_id=T-1").json;
  expect(found).toMatchObject({ count: 2, tickets: [{ external_id: "T-1" }, { external_id: "t-1" }] });
});

test("creations and updates run business rules, an import does not", () => {
  const account = new TicketAccountClient();
  const rules = () => account.send("GET", "/simulator/business_rules").json;
  const ticket = { subject: "A", comment, requester_id: account.customerId };
  account.run("POST", "imports/tickets/create_many", { tickets: [{ ...ticket, comments: [{ value: "a" }] }] });
  expect(rules()).toEqual({ triggers_run: 0, mails_sent: 0 });
  account.run("POST", "tickets/create_many", { tickets: [ticket] });
  expect(rules()).toEqual({ triggers_run: 1, mails_sent: 1 });
  account.run("PUT", "tickets/update_many?ids=1,2", { ticket: { priority: "low" } });
  expect(rules()).toEqual({ triggers_run: 3, mails_sent: 1 });
});

test("each ticket is changed in its own way by a list, and an unknown id fails its row", () => {
  const account = new TicketAccountClient();
  const [first] = account.seed({ subject: "A" });
  const tickets = [
    { id: first?.["id"], status: "solved", comment: { body: "Done" } },
    { id: 17, status: "open" },
  ];
  expect(account.run("PUT", "tickets/update_many", { tickets })).toEqual([
    { id: 1, action: "update", status: "Updated", success: true },
    { index: 1, error: "RecordNotFound", details: "Couldn't find Ticket" },
  ]);
  expect(statusOf(account, [1])).toEqual(["solved"]);
  expect(account.comments(1).map(({ body }) => body)).toEqual(["Done"]);
});

test("the same change is made to all tickets that the ids name", () => {
  const account = new TicketAccountClient();
  account.seed({ subject: "A" }, { subject: "B" }, { subject: "C" });
  account.run("PUT", "tickets/update_many?ids=1,3", { ticket: { status: "pending" } });
  expect(statusOf(account, [1, 2, 3])).toEqual(["pending", "new", "pending"]);
});

test("tags can be added and removed in update_many, and nowhere else", () => {
  const account = new TicketAccountClient();
  account.seed({ tags: ["a", "b"] });
  const change = { additional_tags: ["New Tag"], remove_tags: ["a"] };
  const { headers } = account.send("PUT", "tickets/1", { ticket: change });
  expect(headers["x-zendesk-api-warn"]).toContain('["ticket.additional_tags", "ticket.remove_tags"]');
  expect(account.ticket(1)["tags"]).toEqual(["a", "b"]);
  account.run("PUT", "tickets/update_many", { tickets: [{ id: 1, ...change }] });
  expect(account.ticket(1)["tags"]).toEqual(["b", "new", "tag"]);
});

test("a closed ticket fails its row", () => {
  const account = new TicketAccountClient();
  account.seed({ status: "closed" });
  expect(account.run("PUT", "tickets/update_many", { tickets: [{ id: 1, priority: "low" }] })).toEqual([
    { index: 0, id: 1, error: "TicketUpdateFailed", details: "Status: closed prevents ticket update" },
  ]);
});

test("a safe update of a ticket that others changed fails its row with UpdateConflict, and changes nothing", () => {
  const account = new TicketAccountClient();
  const [{ updated_at } = {}] = account.seed({ subject: "A" });
  account.nowMs += 2000;
  const change = { action: "update_ticket", ticket: { id: 1 }, change: { priority: "high" } };
  expect(account.send("POST", "/simulator/changes", [change]).json["tickets"]).toMatchObject([{ priority: "high" }]);
  const tickets = [{ id: 1, subject: "B", comment, safe_update: true, updated_stamp: updated_at }];
  expect(account.run("PUT", "tickets/update_many", { tickets })).toMatchObject([
    { index: 0, id: 1, error: "UpdateConflict" },
  ]);
  expect(account.ticket(1)).toMatchObject({ subject: "A", priority: "high" });
  expect(account.comments(1)).toEqual([]);
});

test("rows count against the limit of updates of their ticket", () => {
  const account = new TicketAccountClient({ updatesPerTenMinutesPerTicket: 2 });
  account.seed({ subject: "A" });
  const tickets = ["B", "C", "D"].map((subject) => ({ id: 1, subject }));
  expect(account.run("PUT", "tickets/update_many", { tickets })).toMatchObject([
    { status: "Updated" },
    { status: "Updated" },
    { index: 2, id: 1, error: "TooManyRequests" },
  ]);
});

test("deleted tickets are gone, and one that is absent fails its row", () => {
  const account = new TicketAccountClient();
  account.seed({ subject: "A", external_id: "T-1" }, { subject: "B" });
  expect(account.run("DELETE", "tickets/destroy_many?ids=1,17")).toEqual([
    { account_id: 18_525_119, id: 1, title: "A", status: "Deleted", action: "delete", success: true, errors: "" },
    { id: 17, action: "delete", success: false, error: "RecordNotFound", details: "Couldn't find Ticket" },
  ]);
  expect(account.send("GET", "tickets/1").status).toBe(404);
  expect(account.send("GET", "tickets?external_id=T-1").json).toMatchObject({ count: 0 });
  expect(account.send("GET", "tickets/show_many?ids=1,2").json).toMatchObject({ tickets: [{ id: 2 }] });
});

test.each<[string, string, string, Json]>([
  ["POST", "tickets/create_many", "Bulk Create Ticket", { tickets: [{ comment }] }],
  ["POST", "imports/tickets/create_many", "Bulk Import Ticket", { tickets: [{ subject: "A" }] }],
  ["PUT", "tickets/update_many", "Bulk Update Ticket", { tickets: [{ id: 17 }] }],
  ["DELETE", "tickets/destroy_many?ids=17", "Bulk Update Ticket", null],
])("%s %s makes a job called %s", (method, path, jobType, body) => {
  const { json } = new TicketAccountClient().send(method, path, body ?? undefined);
  expect(json["job_status"]).toMatchObject({ job_type: jobType, total: 1, status: "queued", results: null });
});

const many: readonly JsonObject[] = Array.from({ length: 101 }, (_, index) => ({ id: index + 1, subject: "A" }));
const ids = many.map(({ id }) => id).join(",");

test.each<[string, string, Json | undefined]>([
  ["POST", "tickets/create_many", { tickets: many }],
  ["POST", "imports/tickets/create_many", { tickets: many }],
  ["POST", "tickets/create_many", { ticket: { comment } }],
  ["POST", "tickets/create_many", { tickets: [{ comment, tags: "a b" }] }],
  ["PUT", "tickets/update_many", { tickets: many }],
  ["PUT", "tickets/update_many?ids=17", { tickets: [{ id: 17 }] }],
  ["PUT", `tickets/update_many?ids=${ids}`, { ticket: { priority: "low" } }],
  ["DELETE", "tickets/destroy_many", undefined],
  ["DELETE", `tickets/destroy_many?ids=${ids}`, undefined],
  ["GET", `tickets/show_many?ids=${ids}`, undefined],
  ["GET", "tickets/show_many", undefined],
  ["GET", "tickets?external_id=", undefined],
])("%s %.40s is refused as a whole", (method, path, body) => {
  expect(new TicketAccountClient().send(method, path, body).status).toBe(400);
});

test("a user who requested a ticket that is not closed cannot be deleted", () => {
  const account = new TicketAccountClient();
  const requester_id = account.customerId;
  account.seed({ requester_id, status: "solved" });
  const remove = () => account.run("DELETE", `users/destroy_many?ids=${requester_id}`);
  expect(remove()).toMatchObject([{ id: requester_id, success: false, error: "RecordInvalid" }]);
  expect(account.send("DELETE", `users/${requester_id}`).status).toBe(422);
  account.run("PUT", "tickets/update_many?ids=1", { ticket: { status: "closed" } });
  expect(remove()).toMatchObject([{ id: requester_id, success: true }]);
});

test.each([
  [false, { sync: "7" }],
  [true, {}],
])("with dropsBulkMetadata %s, a bulk update keeps the metadata %j", (dropsBulkMetadata, custom) => {
  const account = new TicketAccountClient({ dropsBulkMetadata });
  account.seed({ subject: "A" });
  account.run("PUT", "tickets/update_many", { tickets: [{ id: 1, subject: "B", metadata: { sync: "7" } }] });
  expect(account.audits(1).at(-1)).toMatchObject({ metadata: { custom } });
});

test("the tickets of a merged user are the other user's from then on", () => {
  const account = new TicketAccountClient();
  account.seed({ requester_id: account.customerId });
  const [winner] = objectsOf(account.send("POST", "/simulator/users", [{ name: "Winner" }]).json["users"]);
  account.send("PUT", `users/${account.customerId}/merge`, { user: { id: winner?.["id"] } });
  expect(account.ticket(1)["requester_id"]).toBe(winner?.["id"]);
});

test("tickets of a deleted organization have none", () => {
  const account = new TicketAccountClient();
  account.seed({ requester_id: account.customerId });
  account.send("DELETE", `organizations/${account.organizationId}`);
  expect(account.ticket(1)["organization_id"]).toBe(null);
});
