import { expect, test } from "vitest";
import { type Fault, ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { requestsTo, seedTickets, seedUsers } from "../../../testing/account/simulated-account.ts";
import { syncEffect } from "../../../testing/connector/sync-effect.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";

const STREAM = { name: "people", object: "users", mode: "soft_delete", primaryKey: "external_id" } as const;
const RECORDS = [{ external_id: "one" }, { external_id: "two" }];

/** Two users; the first has requested tickets with these statuses. */
function accountWith(statuses: readonly string[], faults: readonly Fault[] = []): ZendeskSimulator {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faults });
  seedUsers(
    simulator,
    RECORDS.map(({ external_id }) => ({ external_id, name: external_id })),
    VIRTUAL_START,
  );
  const requester_id = simulator.account.users.byExternalId("one")?.id ?? 0;
  const tickets = statuses.map((status) => ({ subject: "Help", status, requester_id }));
  seedTickets(simulator, tickets, VIRTUAL_START);
  return simulator;
}

/** Refuses requests for tickets. */
function refusing(status: number): Fault {
  const answer = { status, headers: { "content-type": "application/json" }, body: '{"error":"Forbidden"}' };
  return { before: ({ path }) => (path.includes("tickets/requested") ? answer : undefined) };
}

/** Zendesk does not delete the first of the users, whatever they have requested. */
const REFUSED_FOR_ANOTHER_REASON: Fault = {
  job: () => ({
    failedRow: (index) => (index === 0 ? { index, error: "UserDeleteFailed", details: "No se puede" } : undefined),
  }),
};

function lookUps(simulator: ZendeskSimulator, endedAt: number): number {
  return requestsTo(simulator, endedAt)["GET /api/v2/users/:id/tickets/requested"] ?? 0;
}

test.each(["new", "open", "pending", "hold", "solved"])(
  "the requester of a ticket that is %s is not deleted, and the reason is found by one look-up",
  async (status) => {
    const simulator = accountWith(["closed", status]);
    const { after, outcomes, endedAt } = await syncEffect(simulator, RECORDS, { stream: STREAM });
    expect(outcomes).toEqual({ deleted: 1, has_open_tickets: 1 });
    expect(after.map(({ external_id }) => external_id)).toEqual(["one"]);
    expect(lookUps(simulator, endedAt)).toBe(1);
  },
);

test("the tickets of users who are deleted are not looked up", async () => {
  const simulator = accountWith(["closed"]);
  const { outcomes, endedAt } = await syncEffect(simulator, RECORDS, { stream: STREAM });
  expect(outcomes).toEqual({ deleted: 2 });
  expect(lookUps(simulator, endedAt)).toBe(0);
});

test("a ticket that is not closed is found behind hundreds that are", async () => {
  const simulator = accountWith([...Array.from({ length: 350 }, () => "closed"), "open"]);
  const { outcomes, endedAt } = await syncEffect(simulator, RECORDS, { stream: STREAM });
  expect(outcomes).toEqual({ deleted: 1, has_open_tickets: 1 });
  expect(lookUps(simulator, endedAt)).toBe(4);
});

test.each([403, 422])("the deletion is still rejected if Zendesk answers %i to the look-up", async (status) => {
  const simulator = accountWith(["open"], [refusing(status)]);
  const { outcomes } = await syncEffect(simulator, RECORDS, { stream: STREAM });
  expect(outcomes).toEqual({ deleted: 1, zendesk_error: 1 });
});

test("a user without such tickets who is not deleted is rejected for Zendesk's own reason", async () => {
  const simulator = accountWith(["closed"], [REFUSED_FOR_ANOTHER_REASON]);
  const { outcomes } = await syncEffect(simulator, RECORDS, { stream: STREAM });
  expect(outcomes).toEqual({ deleted: 1, zendesk_error: 1 });
});
