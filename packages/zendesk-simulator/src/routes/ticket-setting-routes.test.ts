import { expect, test } from "vitest";
import { objectsOf } from "../account-client.ts";
import { TICKET_FIELD_TYPES } from "../fields/custom-field.ts";
import type { Json, JsonObject } from "../json.ts";
import { TicketAccountClient } from "../tickets/ticket-tests.ts";

function idOf(account: TicketAccountClient, title: string): Json {
  const fields = objectsOf(account.send("GET", "ticket_fields").json["ticket_fields"]);
  return fields.find((field) => field["title"] === title)?.["id"] ?? null;
}

test("an account has the system fields of tickets, and custom fields of every type, one of them inactive", () => {
  const fields = objectsOf(new TicketAccountClient().send("GET", "ticket_fields?page[size]=100").json["ticket_fields"]);
  const system = fields.filter(({ removable }) => removable === false).map(({ type }) => type);
  expect(system).toEqual([
    "subject",
    "description",
    "status",
    "tickettype",
    "priority",
    "group",
    "assignee",
    "custom_status",
  ]);
  const custom = fields.filter(({ removable }) => removable === true);
  expect(new Set(custom.map(({ type }) => type))).toEqual(new Set(TICKET_FIELD_TYPES));
  expect(custom.filter(({ active }) => active === false)).toHaveLength(1);
  expect(fields.some((field) => "key" in field)).toBe(false);
  expect(fields.find(({ type }) => type === "tagger")).toMatchObject({
    custom_field_options: [{ name: "Refund", value: "refund" }, {}, {}],
  });
});

test.each<[string, Json, Json]>([
  ["Order number", "A-1", "A-1"],
  ["Topic", "refund", "refund"],
  ["Products", ["hats"], ["hats"]],
  ["Escalated", "true", true],
  ["Purchase date", "2026-02-28", "2026-02-28"],
  ["Items", 42, "42"],
  ["Order total", "12.50", "12.5"],
  ["Card", "XXXX1234", "XXXX1234"],
  ["Order number", null, null],
])("the field %s stores %j as %j", (title, value, kept) => {
  const account = new TicketAccountClient();
  const id = idOf(account, title);
  const [ticket] = account.seed({ custom_fields: [{ id, value }] });
  expect(objectsOf(ticket?.["custom_fields"]).find((field) => field["id"] === id)).toEqual({ id, value: kept });
  expect(ticket?.["fields"]).toEqual(ticket?.["custom_fields"]);
});

test.each<[string, Json]>([
  ["Topic", "Refund"],
  ["Products", ["hats", "coats"]],
  ["Items", "4.5"],
  ["Return code", "A1"],
  ["Referred by", "external_id:nobody"],
  ["Card", "4111 1111"],
])("the field %s refuses %j", (title, value) => {
  const account = new TicketAccountClient();
  const custom_fields = [{ id: idOf(account, title), value }];
  const rows = account.run("POST", "imports/tickets/create_many", { tickets: [{ subject: "A", custom_fields }] });
  expect(rows).toMatchObject([{ error: "TicketCreateFailed", details: `${title}: is invalid` }]);
});

test("values of unknown and inactive fields are silently dropped", () => {
  const account = new TicketAccountClient();
  const custom_fields = [
    { id: 17, value: "a" },
    { id: idOf(account, "Old channel"), value: "b" },
  ];
  const { status, json } = account.send("POST", "imports/tickets", { ticket: { subject: "A", custom_fields } });
  expect([status, JSON.stringify(json["ticket"]).includes('"value":"')]).toEqual([201, false]);
});

test("a ticket has the tags of its dropdowns' options and of checked checkboxes, and loses them with their values", () => {
  const account = new TicketAccountClient();
  const [topic, products, escalated] = ["Topic", "Products", "Escalated"].map((title) => idOf(account, title));
  const custom_fields = [
    { id: topic ?? null, value: "refund" },
    { id: products ?? null, value: ["hats"] },
    { id: escalated ?? null, value: true },
  ];
  account.seed({ tags: ["own"], custom_fields });
  expect(account.ticket(1)["tags"]).toEqual(["escalated", "hats", "own", "refund"]);
  account.send("PUT", "tickets/1", { ticket: { custom_fields: [{ id: topic ?? null, value: "delivery" }] } });
  expect(account.ticket(1)["tags"]).toEqual(["delivery", "escalated", "hats", "own"]);
});

test("an option that is sent among the tags is still its field's, and goes with it", () => {
  const account = new TicketAccountClient();
  const topic = idOf(account, "Topic");
  account.seed({ tags: ["own"], custom_fields: [{ id: topic, value: "refund" }] });
  account.send("PUT", "tickets/1", { ticket: { tags: ["other", "refund"] } });
  expect(account.ticket(1)["tags"]).toEqual(["other", "refund"]);
  account.send("PUT", "tickets/1", { ticket: { custom_fields: [{ id: topic, value: "delivery" }] } });
  expect(account.ticket(1)["tags"]).toEqual(["delivery", "other"]);
});

test("the fields of an account can be replaced, with their ids", () => {
  const account = new TicketAccountClient();
  const fields = [{ id: 360_001, type: "tagger", title: "Plan", custom_field_options: [{ value: "gold" }] }];
  expect(account.send("POST", "/simulator/ticket_fields", fields).status).toBe(201);
  expect(idOf(account, "Plan")).toBe(360_001);
  expect(account.send("POST", "/simulator/ticket_fields", [{ type: "dropdown", title: "Plan" }]).status).toBe(400);
});

test("custom statuses and groups are listed", () => {
  const account = new TicketAccountClient();
  const statuses = objectsOf(account.send("GET", "custom_statuses").json["custom_statuses"]);
  expect(statuses.filter((status) => status["default"] === true).map(({ status_category }) => status_category)).toEqual(
    ["new", "open", "pending", "hold", "solved"],
  );
  expect(account.send("GET", "groups?page[size]=1").json).toMatchObject({
    groups: [{ name: "Support", default: true }],
    meta: { has_more: true },
  });
});

test.each<[what: string, change: JsonObject, tags: readonly string[], values: readonly Json[]]>([
  ["tags are replaced", { tags: ["own", "hats"] }, ["hats", "own"], [null, ["hats"], false]],
  [
    "tags are removed",
    { remove_tags: ["escalated", "own"] },
    ["hats", "refund", "shoes"],
    ["refund", ["shoes", "hats"], false],
  ],
  [
    "tags are added",
    { additional_tags: ["new"] },
    ["escalated", "hats", "new", "own", "refund", "shoes"],
    ["refund", ["shoes", "hats"], true],
  ],
])("a field whose tag is gone is emptied when %s", (_what, change, tags, values) => {
  const account = new TicketAccountClient();
  const ids = ["Topic", "Products", "Escalated"].map((title) => idOf(account, title));
  const fields = [["refund"], [["shoes", "hats"]], [true]].map(([value = null], index) => ({
    id: ids[index] ?? null,
    value,
  }));
  account.seed({ tags: ["own"], custom_fields: fields });
  account.run("PUT", "tickets/update_many", { tickets: [{ id: 1, ...change }] });
  const ticket = account.ticket(1);
  expect(ticket["tags"]).toEqual(tags);
  const held = objectsOf(ticket["custom_fields"]);
  expect(ids.map((id) => held.find((field) => field["id"] === id)?.["value"])).toEqual(values);
});
