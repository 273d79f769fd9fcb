import { expect, test } from "vitest";
import { objectOf } from "../account-client.ts";
import type { Json, JsonObject } from "../json.ts";
import { TicketAccountClient } from "../tickets/ticket-tests.ts";

const text = { body: "It burns" };

function created(account: TicketAccountClient, ticket: JsonObject): JsonObject {
  return objectOf(account.send("POST", "tickets", { ticket }).json["ticket"]);
}

test("a created ticket has Zendesk's values where nothing was sent", () => {
  const account = new TicketAccountClient();
  const { customerId, organizationId } = account;
  const { id } = created(account, { subject: "Fire", comment: text, requester_id: customerId, external_id: "T-1" });
  expect(account.ticket(id)).toMatchObject({
    id: 1,
    external_id: "T-1",
    subject: "Fire",
    description: "It burns",
    status: "new",
    requester_id: customerId,
    submitter_id: account.simulator.account.owner.id,
    organization_id: organizationId,
    assignee_id: null,
    priority: null,
    tags: [],
    is_public: true,
    created_at: "2026-11-22T12:00:00Z",
    updated_at: "2026-11-22T12:00:00Z",
  });
});

test("the submitter becomes the author of the first comment", () => {
  const account = new TicketAccountClient();
  const { customerId, agentId } = account;
  const comment = { ...text, author_id: agentId, public: false };
  const { id } = created(account, { comment, submitter_id: customerId });
  expect(account.comments(id)).toMatchObject([{ author_id: customerId, body: "It burns", public: false }]);
});

test("an assignee opens a new ticket", () => {
  const account = new TicketAccountClient();
  const { id } = created(account, { comment: text, assignee_id: account.agentId });
  expect(account.ticket(id)).toMatchObject({ status: "open", assignee_id: account.agentId });
});

test("a requester who is named by name and address is created once", () => {
  const account = new TicketAccountClient();
  const requester = { name: "New", email: "new@example.com" };
  const ids = [1, 2].map(() => created(account, { comment: text, requester })["requester_id"]);
  expect(ids[0]).toBe(ids[1]);
  expect(account.send("GET", `users/${String(ids[0])}`).json["user"]).toMatchObject(requester);
});

test.each<[string, (account: TicketAccountClient) => JsonObject, string]>([
  ["no comment", () => ({ comment: null, subject: "Fire" }), "Description: cannot be blank"],
  ["a blank comment", () => ({ comment: { body: " " } }), "Comment: cannot be blank"],
  ["an unknown requester", () => ({ requester_id: 17 }), "Requester: is invalid"],
  ["an unknown submitter", () => ({ submitter_id: 17 }), "Submitter: is invalid"],
  ["a customer as assignee", ({ customerId }) => ({ assignee_id: customerId }), "Assignee: is invalid"],
  ["an unknown group", () => ({ group_id: 17 }), "Group: is invalid"],
  [
    "another customer's organization",
    ({ organizationId }) => ({ organization_id: organizationId }),
    "Organization: is inv",
  ],
  ["an unknown author", () => ({ comment: { body: "a", author_id: 17 } }), "Author: is invalid"],
  ["an unknown CC", () => ({ email_ccs: [{ user_id: 17 }] }), "Email ccs: is invalid"],
  ["a customer as follower", ({ customerId }) => ({ followers: [{ user_id: customerId }] }), "Followers: is invalid"],
  ["an unknown status", () => ({ status: "waiting" }), "Status: is invalid"],
  ["an inactive custom status", () => ({ custom_status_id: 6_301_800_000_794 }), "Custom status: is invalid"],
  ["an unknown priority", () => ({ priority: "huge" }), "Priority: is invalid"],
  ["an unknown type", () => ({ type: "wish" }), "Type: is invalid"],
  ["a due date that is not a date", () => ({ due_at: "soon" }), "Due at: is invalid"],
])("a ticket with %s is refused, and nothing is created", (_what, fault, description) => {
  const account = new TicketAccountClient();
  const { status, json } = account.send("POST", "tickets", { ticket: { comment: text, ...fault(account) } });
  expect([status, JSON.stringify(json)]).toEqual([422, expect.stringContaining(description)]);
  expect([...account.simulator.account.tickets.all()]).toEqual([]);
});

test("a suspended requester is refused with the code UserSuspended", () => {
  const account = new TicketAccountClient();
  account.send("PUT", `users/${account.customerId}`, { user: { suspended: true } });
  const { json } = account.send("POST", "tickets", { ticket: { comment: text, requester_id: account.customerId } });
  expect(json).toMatchObject({ details: { requester: [{ error: "UserSuspended" }] } });
});

test.each<[string, JsonObject]>([
  ["tags as text", { tags: "a b" }],
  ["custom fields as an object", { custom_fields: { 1: "a" } }],
  [
    "more than 48 e-mail CCs",
    { email_ccs: Array.from({ length: 49 }, (_, index) => ({ user_email: `${index}@x.org` })) },
  ],
])("%s are a 400", (_what, fault) => {
  const account = new TicketAccountClient();
  expect(account.send("POST", "tickets", { ticket: { comment: text, ...fault } }).status).toBe(400);
});

test.each<[string, JsonObject]>([
  ["collaborators", { collaborators: [1] }],
  ["uploads", { comment: { ...text, uploads: ["token"] } }],
])("%s are not simulated, and the answer says so", (name, attribute) => {
  const { status, json } = new TicketAccountClient().send("POST", "tickets", {
    ticket: { comment: text, ...attribute },
  });
  expect([status, json["description"]]).toEqual([501, expect.stringContaining(`"${name}"`)]);
});

test("a custom status decides the status, and a status brings its default custom status", () => {
  const account = new TicketAccountClient();
  const { id } = created(account, { comment: text, custom_status_id: 6_301_800_000_666, status: "open" });
  expect(account.ticket(id)).toMatchObject({ status: "pending", custom_status_id: 6_301_800_000_666 });
  account.send("PUT", `tickets/${String(id)}`, { ticket: { status: "solved" } });
  expect(account.ticket(id)).toMatchObject({ status: "solved", custom_status_id: 6_301_800_000_538 });
});

test("attributes that Zendesk drops are named in a header", () => {
  const account = new TicketAccountClient();
  const ticket = { comment: text, created_at: "2020-01-01T00:00:00Z", additional_tags: ["a"] };
  const { headers, json } = account.send("POST", "tickets", { ticket });
  expect(headers["x-zendesk-api-warn"]).toContain('["ticket.created_at", "ticket.additional_tags"]');
  expect(json["ticket"]).toMatchObject({ created_at: "2026-11-22T12:00:00Z" });
});

/** Sends the creation with an Idempotency-Key. */
function sentOnce(
  account: TicketAccountClient,
  key: string,
  body: Json,
): { status: number; lookup: unknown; id: unknown } {
  const headers = { authorization: account.authorization, "idempotency-key": key };
  const answer = account.simulator.handle({ method: "POST", path: "/api/v2/tickets", headers, body }, account.nowMs);
  if (typeof answer === "string") throw new Error(answer);
  const { ticket, error } = objectOf(JSON.parse(answer.body));
  return { status: answer.status, lookup: answer.headers["x-idempotency-lookup"], id: error ?? objectOf(ticket)["id"] };
}

test("a creation that is repeated with the same key is answered from memory for two hours", () => {
  const account = new TicketAccountClient();
  const body = { ticket: { comment: text } };
  expect(sentOnce(account, "k", body)).toEqual({ status: 201, lookup: "miss", id: 1 });
  expect(sentOnce(account, "k", body)).toEqual({ status: 201, lookup: "hit", id: 1 });
  expect(sentOnce(account, "other", body)).toEqual({ status: 201, lookup: "miss", id: 2 });
  expect(sentOnce(account, "k", { ticket: { comment: { body: "Other" } } })).toMatchObject({
    status: 400,
    id: "IdempotentRequestError",
  });
  account.nowMs += 2 * 60 * 60 * 1000;
  expect(sentOnce(account, "k", body)).toEqual({ status: 201, lookup: "miss", id: 3 });
});

test("a refused creation is not remembered by its key", () => {
  const account = new TicketAccountClient();
  expect(sentOnce(account, "k", { ticket: {} })).toMatchObject({ status: 422 });
  expect(sentOnce(account, "k", { ticket: { comment: text } })).toMatchObject({ status: 201, lookup: "miss" });
});

test("an update changes what was sent, appends its comment and is audited", () => {
  const account = new TicketAccountClient();
  const [{ id } = {}] = account.seed({ subject: "Fire", tags: ["a"], comments: [{ value: "It burns" }] });
  account.nowMs += 5000;
  const ticket = { priority: "high", tags: ["b"], comment: { body: "Still?" }, metadata: { sync: "7" } };
  expect(account.send("PUT", `tickets/${String(id)}`, { ticket }).status).toBe(200);
  expect(account.ticket(id)).toMatchObject({ subject: "Fire", priority: "high", tags: ["b"] });
  expect(account.ticket(id)["updated_at"]).toBe("2026-11-22T12:00:05Z");
  expect(account.comments(id).map(({ body }) => body)).toEqual(["It burns", "Still?"]);
  expect(account.audits(id).at(-1)).toMatchObject({
    metadata: { custom: { sync: "7" } },
    events: [
      { type: "Change", field_name: "tags", value: ["b"], previous_value: ["a"] },
      { type: "Change", field_name: "priority", value: "high", previous_value: null },
      { type: "Comment", body: "Still?", author_id: account.simulator.account.owner.id },
    ],
  });
});

test("an update that changes nothing leaves no trace", () => {
  const account = new TicketAccountClient();
  const [{ id, updated_at } = {}] = account.seed({ subject: "Fire" });
  account.nowMs += 5000;
  account.send("PUT", `tickets/${String(id)}`, { ticket: { subject: "Fire" } });
  expect(account.ticket(id)["updated_at"]).toBe(updated_at);
  expect(account.audits(id)).toHaveLength(1);
});

test("a comment is as public as the first one, unless it says otherwise", () => {
  const account = new TicketAccountClient();
  const [{ id } = {}] = account.seed({ comments: [{ value: "a", public: false }] });
  account.send("PUT", `tickets/${String(id)}`, { ticket: { comment: { body: "b" } } });
  account.send("PUT", `tickets/${String(id)}`, { ticket: { comment: { body: "c", public: true } } });
  expect(account.comments(id).map((comment) => comment["public"])).toEqual([false, false, true]);
});

test("an update loses e-mail CCs beyond 48 silently", () => {
  const account = new TicketAccountClient();
  const [{ id } = {}] = account.seed({ subject: "Fire" });
  const email_ccs = Array.from({ length: 49 }, (_, index) => ({ user_email: `cc${index}@example.com` }));
  expect(account.send("PUT", `tickets/${String(id)}`, { ticket: { email_ccs } }).status).toBe(200);
  expect(account.ticket(id)["email_cc_ids"]).toHaveLength(48);
});

test("a new requester brings their organization", () => {
  const account = new TicketAccountClient();
  const [{ id } = {}] = account.seed({ subject: "Fire" });
  account.send("PUT", `tickets/${String(id)}`, { ticket: { requester_id: account.customerId } });
  expect(account.ticket(id)["organization_id"]).toBe(account.organizationId);
});

test("a closed ticket cannot be updated", () => {
  const account = new TicketAccountClient();
  const [{ id } = {}] = account.seed({ subject: "Fire", status: "closed" });
  expect(account.send("PUT", `tickets/${String(id)}`, { ticket: { priority: "low" } })).toMatchObject({
    status: 422,
    json: { details: { status: [{ description: "Status: closed prevents ticket update" }] } },
  });
});

test.each([
  [true, 0, 200],
  [true, -1000, 409],
  [false, -1000, 409],
  [undefined, -1000, 200],
])("a safe update of %s with a stamp %d ms after the last change is a %i", (safe_update, offset, status) => {
  const account = new TicketAccountClient();
  account.nowMs += 700;
  const [{ id, updated_at } = {}] = account.seed({ subject: "Fire" });
  const updated_stamp = new Date(Date.parse(String(updated_at)) + offset).toISOString();
  const ticket = { priority: "low", updated_stamp, ...(safe_update === undefined ? {} : { safe_update }) };
  expect(account.send("PUT", `tickets/${String(id)}`, { ticket }).status).toBe(status);
});

test("a change within the second of the stamp is not noticed", () => {
  const account = new TicketAccountClient();
  const [{ id, updated_at } = {}] = account.seed({ subject: "Fire" });
  account.nowMs += 999;
  account.send("PUT", `tickets/${String(id)}`, { ticket: { priority: "high" } });
  const ticket = { priority: "low", safe_update: true, updated_stamp: updated_at };
  expect(account.send("PUT", `tickets/${String(id)}`, { ticket }).status).toBe(200);
});

test("a user updates one ticket 30 times in 10 minutes", () => {
  const account = new TicketAccountClient({ updatesPerTenMinutesPerTicket: 30 });
  const [first, second] = account.seed({ subject: "A" }, { subject: "B" }).map(({ id }) => `tickets/${String(id)}`);
  const statuses = Array.from({ length: 31 }, (_, index) =>
    account.send("PUT", first ?? "", { ticket: { subject: `A${index}` } }),
  );
  expect(statuses.map(({ status }) => status)).toEqual([...Array.from({ length: 30 }, () => 200), 429]);
  expect(statuses.at(-1)?.headers["retry-after"]).toBe("600");
  expect(account.send("PUT", second ?? "", { ticket: { subject: "C" } }).status).toBe(200);
  account.nowMs += 600_000;
  expect(account.send("PUT", first ?? "", { ticket: { subject: "C" } }).status).toBe(200);
});

test("single updates of all tickets have a limit a minute, which a header states", () => {
  const account = new TicketAccountClient({ ticketUpdatesPerMinute: 1 });
  const [{ id } = {}] = account.seed({ subject: "A" });
  const update = () => account.send("PUT", `tickets/${String(id)}`, { ticket: { subject: "B" } });
  expect(update().headers["zendesk-ratelimit-tickets-update"]).toBe("total=1; remaining=0; resets=60");
  expect(update()).toMatchObject({ status: 429, headers: { "retry-after": "60" } });
});

test.each([
  ["GET", "tickets/17"],
  ["PUT", "tickets/17"],
  ["GET", "tickets/17/comments"],
  ["GET", "tickets/17/audits"],
])("%s %s is Zendesk's 404", (method, path) => {
  const body = method === "GET" ? undefined : { ticket: {} };
  expect(new TicketAccountClient().send(method, path, body).status).toBe(404);
});
