import { describe, expect, test } from "vitest";
import { type Fault, ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { type RecordData, USERS, record, streamState } from "../../../testing/input/airbyte-messages.ts";
import { requestsTo, seedUsers } from "../../../testing/account/simulated-account.ts";
import { type EffectOptions, syncEffect, usersWith } from "../../../testing/connector/sync-effect.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../../testing/connector/virtual-time.ts";

const AGENT = { external_id: "a-1", email: "agent@example.com", name: "Agent", role: "agent" };
const ADMIN = { external_id: "a-2", email: "boss@example.com", name: "Admin", role: "admin" };
const PERSON = { external_id: "p-1", email: "person@example.com", name: "Person", role: "end-user" };
const LIST = "GET /api/v2/users";

function account(faults: readonly Fault[] = []): ZendeskSimulator {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faults });
  const identities = [{ type: "email", value: "agent@second.example.com" }];
  seedUsers(simulator, [{ ...AGENT, identities }, ADMIN, PERSON], VIRTUAL_START);
  return simulator;
}

const chosen = (matching_key: string): EffectOptions => ({
  stream: { name: "people" },
  settings: { streams: [{ name: "people", object: "users", matching_key }] },
});

const NAMED = { name: "Renamed" };

describe("an agent or an admin is not written", () => {
  test.each<{ what: string; data: RecordData; options?: EffectOptions }>([
    { what: "an external id in another case", data: { external_id: "A-1" } },
    { what: "an address in another case", data: { email: "Boss@Example.com" } },
    { what: "an agent's address beside a customer's external id", data: { external_id: "p-1", email: AGENT.email } },
    {
      what: "an agent's external id that is not sent",
      data: { email: "new@example.com", external_id: "a-1" },
      options: chosen("email"),
    },
    {
      what: "a secondary address that is looked up",
      data: { email: "agent@second.example.com" },
      options: { settings: { skip_unchanged: true } },
    },
    {
      what: "a secondary address to update by",
      data: { email: "agent@second.example.com" },
      options: { stream: { name: "people", mode: "update", object: "users", primaryKey: "email" } },
    },
    {
      what: "a secondary address to delete by",
      data: { email: "agent@second.example.com" },
      options: { stream: { name: "people", mode: "soft_delete", object: "users", primaryKey: "email" } },
    },
    { what: "an agent's address beside a new external id", data: { external_id: "new", email: AGENT.email } },
  ])("by a record with $what", async ({ data, options }) => {
    const effect = await syncEffect(account(), [{ ...data, ...NAMED }], options);
    expect(effect.outcomes).toEqual({ protected: 1 });
    expect(effect.after).toEqual(effect.before);
  });

  test("and the number of users reached by a secondary address is reported once", async () => {
    const records = [
      { email: "agent@second.example.com", ...NAMED },
      { external_id: "p-1", ...NAMED },
    ];
    const { outcomes, output } = await syncEffect(account(), records);
    expect(outcomes).toEqual({ updated: 2 });
    expect(output.warnings.filter((warning) => warning.includes("team_members"))).toEqual([
      expect.stringMatching(/^Records changed 1 agent or admin even though team_members is set to protect/),
    ]);
  });
});

test("with team_members set to update, agents are written like everyone else, and not listed", async () => {
  const simulator = account();
  const settings = { team_members: "update" };
  const effect = await syncEffect(simulator, [{ external_id: "a-1", ...NAMED }], { settings });
  expect(effect.outcomes).toEqual({ updated: 1 });
  expect(effect.after).toEqual(usersWith(effect, { "a-1": NAMED }));
  expect(requestsTo(simulator)[LIST]).toBeUndefined();
});

test("a user whom a sync makes an agent can still be written in that sync", async () => {
  const records = [
    { external_id: "p-1", role: "agent", tags: ["first"] },
    { external_id: "p-1", tags: ["second"], ...NAMED },
  ];
  const effect = await syncEffect(account(), records, { settings: { allow_roles: true } });
  expect(effect.outcomes).toEqual({ updated: 2 });
  expect(effect.after).toEqual(usersWith(effect, { "p-1": { ...NAMED, role: "agent", tags: ["first", "second"] } }));
});

test("agents and admins are listed once per sync, 100 per request, and not at all without records", async () => {
  const simulator = account();
  const agents = Array.from({ length: 250 }, (_, index) => ({
    name: "Agent",
    external_id: `x-${index}`,
    role: "agent",
  }));
  seedUsers(simulator, agents, VIRTUAL_START);
  await syncEffect(simulator, []);
  expect(requestsTo(simulator)[LIST]).toBeUndefined();
  const people = Array.from({ length: 350 }, (_, index) => ({ external_id: `x-${index}`, name: "Person" }));
  const { outcomes } = await syncEffect(simulator, people);
  expect(outcomes).toEqual({ protected: 250, created: 100 });
  expect(requestsTo(simulator)[LIST]).toBe(3);
});

test("agents and admins are not listed if every record is looked up and belongs to an end user", async () => {
  const simulator = account();
  const { outcomes } = await syncEffect(simulator, [{ external_id: "p-1", name: "Person" }], {
    settings: { skip_unchanged: true },
  });
  expect(outcomes).toEqual({ unchanged: 1 });
  expect(requestsTo(simulator)[LIST]).toBeUndefined();
});

test("credentials that may not list them end the sync before anything is written, and say what to do", async () => {
  const refusal: Fault = {
    before: ({ path }) =>
      path.startsWith("/api/v2/users.json") ? { status: 403, headers: {}, body: '{"error":"Forbidden"}' } : undefined,
  };
  const simulator = account([refusal]);
  const input = [record({ external_id: "p-1", ...NAMED }), streamState(1)];
  const { code, output } = await syncOnVirtualTime({ simulator, streams: [USERS], input });
  expect({ code, states: output.states }).toEqual({ code: 1, states: [] });
  const [error] = output.errors;
  expect(error).toMatchObject({
    failure_type: "config_error",
    message: expect.stringMatching(/"team_members" to "update"/),
  });
  expect(Object.keys(requestsTo(simulator)).filter((each) => each.includes("_many"))).toEqual([]);
});
