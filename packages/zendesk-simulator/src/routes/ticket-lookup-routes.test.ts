import { expect, test } from "vitest";
import { objectOf, objectsOf } from "../account-client.ts";
import { TicketAccountClient } from "../tickets/ticket-tests.ts";

test.each([
  ["tickets?external_id=x", "tickets"],
  ["tickets/1/comments", "comments"],
  ["tickets/1/audits", "audits"],
])("%s is listed in pages by cursor", (path, key) => {
  const account = new TicketAccountClient();
  const comments = ["a", "b", "c"].map((value) => ({ value }));
  account.seed(...[1, 2, 3].map(() => ({ external_id: "x", comments })));
  const separator = path.includes("?") ? "&" : "?";
  const first = account.send("GET", `${path}${separator}page[size]=2`).json;
  expect([objectsOf(first[key]).length, objectOf(first["meta"])["has_more"]]).toEqual([2, true]);
  const cursor = String(objectOf(first["meta"])["after_cursor"]);
  const second = account.send("GET", `${path}${separator}page[size]=2&page[after]=${cursor}`).json;
  expect([objectsOf(second[key]).length, objectOf(second["meta"])["has_more"]]).toEqual([1, false]);
});

test("an external id finds tickets regardless of case, and a part of it finds nothing", () => {
  const account = new TicketAccountClient();
  account.seed({ external_id: "T-1" }, { external_id: "t-1" }, { external_id: "T-11" });
  const found = account.send("GET", "tickets?external_id=T-1").json;
  expect(objectsOf(found["tickets"]).map(({ external_id }) => external_id)).toEqual(["T-1", "t-1"]);
});

test("the list of tickets has a limit a minute, which a header states", () => {
  const account = new TicketAccountClient({ ticketListsPerMinute: 1 });
  const list = () => account.send("GET", "tickets?external_id=x");
  expect(list().headers["zendesk-ratelimit-tickets-index"]).toBe("total=1; remaining=0; resets=60");
  expect(list()).toMatchObject({ status: 429, headers: { "retry-after": "60" } });
});

test("a user's requested tickets are listed, without deleted ones and those that others request now", () => {
  const account = new TicketAccountClient();
  const requester_id = account.customerId;
  account.seed({ requester_id }, { requester_id }, { requester_id }, { subject: "Other" });
  account.run("DELETE", "tickets/destroy_many?ids=1");
  account.send("PUT", "tickets/2", { ticket: { requester_id: account.agentId } });
  const { tickets } = account.send("GET", `users/${requester_id}/tickets/requested`).json;
  expect(objectsOf(tickets).map(({ id }) => id)).toEqual([3]);
});
