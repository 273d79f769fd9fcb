import { describe, expect, test } from "vitest";
import { objectsOf } from "../account-client.ts";
import { TicketAccountClient } from "../tickets/ticket-tests.ts";

function accountWithTickets(): TicketAccountClient {
  const client = new TicketAccountClient();
  client.seed({
    subject: "Lamp is broken",
    requester_id: client.customerId,
    comment: { body: "It flickers" },
    tags: ["lamp"],
  });
  client.seed({
    subject: "Late order",
    requester_id: client.customerId,
    comment: { body: "Where is it?" },
    status: "open",
  });
  return client;
}

describe("a search", () => {
  const client = accountWithTickets();

  test.each([
    ["carla", ["user Carla Customer"]],
    ["customer carla", ["user Carla Customer"]],
    ["type:user name:Carla", ["user Carla Customer"]],
    ["email:carla@example.com", ["user Carla Customer"]],
    ["type:user role:agent", ["user Andy Agent"]],
    ["acme", ["organization Acme"]],
    ['type:organization name:"acme"', ["organization Acme"]],
    ["flickers", ["ticket Lamp is broken"]],
    ["type:ticket tags:lamp", ["ticket Lamp is broken"]],
    ["subject:order", ["ticket Late order"]],
    ["type:ticket status:open", ["ticket Late order"]],
    ["type:organization carla", []],
    ["car", []],
  ])("for %s finds %j", (query, expected) => {
    const { json } = client.send("GET", `search?query=${encodeURIComponent(query)}`);
    const found = objectsOf(json["results"]).map(
      (each) => `${String(each["result_type"])} ${String(each["name"] ?? each["subject"])}`,
    );
    expect(found).toEqual(expected);
    expect(json).toMatchObject({ count: expected.length, facets: null, next_page: null });
    expect(client.send("GET", `search/count?query=${encodeURIComponent(query)}`).json).toEqual({
      count: expected.length,
    });
  });

  test.each(["created>2026-01-01", "carla*", "type:article", "commenter:carla", "-carla", "carla OR andy"])(
    "for %s is not simulated",
    (query) => {
      expect(client.send("GET", `search?query=${encodeURIComponent(query)}`).status).toBe(501);
    },
  );

  test("goes no deeper than a thousand results", () => {
    expect(client.send("GET", "search?query=carla&page=11").status).toBe(422);
  });

  test("is exported by cursor, one type at a time", () => {
    const first = client.send("GET", "search/export?query=example&filter[type]=user&page[size]=2").json;
    expect(objectsOf(first["results"]).length).toBe(2);
    const { next } = first["links"] as { next: string };
    const second = client.send("GET", new URL(next).pathname + new URL(next).search).json;
    expect(objectsOf(second["results"]).length).toBe(1);
    expect(second["meta"]).toMatchObject({ has_more: false });
    expect(client.send("GET", "search/export?query=example").status).toBe(400);
  });
});
