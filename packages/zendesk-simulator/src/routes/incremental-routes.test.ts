import { describe, expect, test } from "vitest";
import { AccountClient, objectsOf } from "../account-client.ts";

/** One user a second, so that the order is known. */
function accountOf(users: number): AccountClient {
  const client = new AccountClient();
  for (let number = 1; number <= users; number += 1) {
    client.nowMs += 1000;
    client.send("POST", "/simulator/users", [{ name: `User ${number}` }]);
  }
  return client;
}

function namesIn(
  client: AccountClient,
  address: string,
): { names: readonly unknown[]; json: Readonly<Record<string, unknown>> } {
  const { json } = client.send("GET", address);
  const [key = ""] = Object.keys(json);
  return { names: objectsOf(json[key]).map((item) => item["name"] ?? item["subject"]), json };
}

function pathOf(address: unknown): string {
  const { pathname, search } = new URL(String(address));
  return pathname + search;
}

describe("an incremental export", () => {
  test("by time begins its next page with the last item, and says when it is complete", () => {
    const client = accountOf(4);
    const start = Math.floor(client.nowMs / 1000) - 3;
    const first = namesIn(client, `incremental/users?start_time=${start}&per_page=2`);
    expect(first.names).toEqual(["User 1", "User 2"]);
    expect(first.json).toMatchObject({ count: 2, end_time: start + 1, end_of_stream: false });
    const second = namesIn(client, pathOf(first.json["next_page"]));
    expect(second.names).toEqual(["User 2", "User 3"]);
    const third = namesIn(client, pathOf(second.json["next_page"]));
    expect(third.names).toEqual(["User 3", "User 4"]);
    expect(third.json).toMatchObject({ end_of_stream: true });
  });

  test("by time never tears one second apart", () => {
    const client = new AccountClient();
    client.send("POST", "/simulator/users", [{ name: "One" }, { name: "Two" }, { name: "Three" }]);
    const start = Math.floor(client.nowMs / 1000);
    expect(namesIn(client, `incremental/users?start_time=${start}&per_page=1`).names).toEqual(["One", "Two", "Three"]);
  });

  test("by cursor shows nothing twice, and later what has changed since", () => {
    const client = accountOf(3);
    const start = Math.floor(client.nowMs / 1000) - 2;
    const first = namesIn(client, `incremental/users/cursor?start_time=${start}&per_page=2`);
    expect(first.names).toEqual(["User 1", "User 2"]);
    expect(first.json).toMatchObject({ end_of_stream: false });
    const second = namesIn(client, pathOf(first.json["after_url"]));
    expect(second.names).toEqual(["User 3"]);
    expect(second.json).toMatchObject({ end_of_stream: true });
    client.nowMs += 1000;
    client.send("POST", "/simulator/users", [{ name: "User 4" }]);
    const later = namesIn(client, `incremental/users/cursor?cursor=${String(second.json["after_cursor"])}`);
    expect(later.names).toEqual(["User 4"]);
  });

  test("has what is deleted", () => {
    const client = new AccountClient();
    client.send("POST", "organizations", { organization: { name: "Acme" } });
    client.send("POST", "/simulator/tickets", [{ subject: "Gone", comment: { body: "." } }]);
    client.simulator.changeByOthers({ action: "delete_organization", organization: { name: "Acme" } }, client.nowMs);
    client.simulator.changeByOthers({ action: "delete_ticket", ticket: { id: 1 } }, client.nowMs);
    const [organization] = objectsOf(
      client.send("GET", "incremental/organizations?start_time=0").json["organizations"],
    );
    expect(organization).toMatchObject({ name: "Acme", deleted_at: expect.any(String) });
    const [ticket] = objectsOf(client.send("GET", "incremental/tickets/cursor?start_time=0").json["tickets"]);
    expect(ticket).toMatchObject({ subject: "Gone", status: "deleted" });
  });

  test.each([
    ["incremental/users", 400],
    ["incremental/users?start_time=yesterday", 400],
    ["incremental/users?start_time=0&per_page=0", 400],
    ["incremental/users/cursor?cursor=nonsense", 400],
    ["incremental/users?start_time=0&include=groups", 501],
  ])("at %s is refused with %i", (address, status) => {
    expect(new AccountClient().send("GET", address).status).toBe(status);
  });

  test("is for admins", () => {
    expect(new AccountClient({ role: "agent" }).send("GET", "incremental/users?start_time=0").status).toBe(403);
  });
});
