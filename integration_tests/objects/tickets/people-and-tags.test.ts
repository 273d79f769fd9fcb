import { describe, expect, test } from "vitest";
import type { ZendeskSimulator } from "zendesk-simulator";
import { userOf } from "../../../testing/account/seeded-account.ts";
import { type SimulatedTicket, seedUsers } from "../../../testing/account/simulated-account.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { accountWith, sync } from "./ticket-sync.ts";

describe("followers", () => {
  test("are added to a new ticket and to one that exists, and none is removed", async () => {
    const followers = [{ user_id: userOf(accountWith(), "agent").id, action: "put" }];
    const held = accountWith([{ external_id: "a", subject: "Lamp", followers }]);
    seedUsers(held, [{ name: "Second", external_id: "second", role: "agent" }], VIRTUAL_START);
    const ids = ["agent", "second"].map((externalId) => userOf(held, externalId).id);
    const { after, outcomes } = await sync(held, [
      { external_id: "a", followers: "second" },
      { external_id: "b", subject: "Desk", followers: ["agent@example.com", { external_id: "second" }] },
    ]);
    expect(outcomes).toEqual({ updated: 1, created: 1 });
    expect(after.map(({ follower_ids }) => follower_ids)).toEqual([ids, ids]);
  });

  test("that a ticket has already change nothing", async () => {
    const simulator = accountWith();
    const records = [{ external_id: "a", subject: "Lamp", followers: "agent" }];
    const first = await sync(simulator, records, { tickets_create: "live" });
    const second = await sync(simulator, records, { skip_unchanged: true }, first.endedAt);
    expect(second.outcomes).toEqual({ unchanged: 1 });
  });

  test.each<[why: string, followers: unknown, reason: string]>([
    ["one of them does not exist", ["agent", "nowhere"], "not_found"],
    ["there are 49", Array.from({ length: 49 }, (_, index) => `agent-${index}`), "invalid_value"],
  ])("reject their record if %s", async (_why, followers, reason) => {
    const records = [{ external_id: "a", subject: "Lamp", followers }];
    const { after, outcomes, rejects } = await sync(accountWith(), records);
    expect({ after, outcomes, rejects }).toEqual({
      after: [],
      outcomes: { [reason]: 1 },
      rejects: [[reason, "followers"]],
    });
  });

  test("reject their record if a ticket would have too many with its own", async () => {
    const simulator = accountWith();
    const agents = Array.from({ length: 48 }, (_, index) => ({
      name: `Agent ${index}`,
      external_id: `agent-${index}`,
      role: "agent",
    }));
    seedUsers(simulator, agents, VIRTUAL_START);
    const followers = agents.map(({ external_id }) => external_id);
    const first = await sync(simulator, [{ external_id: "a", subject: "Lamp", followers }]);
    expect(first.outcomes).toEqual({ created: 1 });
    const second = await sync(simulator, [{ external_id: "a", followers: "agent" }], {}, first.endedAt);
    expect(second.rejects).toEqual([["invalid_value", "followers"]]);
  });
});

test("the recipient of a ticket is written as an address, and a null leaves it", async () => {
  const simulator = accountWith();
  const created = await sync(simulator, [
    { external_id: "a", subject: "Lamp", recipient: "mailto:support@example.com" },
  ]);
  expect(created.after).toMatchObject([{ recipient: "support@example.com" }]);
  const record = { external_id: "a", subject: "Desk", recipient: null };
  const { after } = await sync(simulator, [record], { null_handling: "clear" }, created.endedAt);
  expect(after).toMatchObject([{ subject: "Desk", recipient: "support@example.com" }]);
});

test("a column of collaborators is named in a warning that says what to use", async () => {
  const record = { external_id: "a", subject: "Lamp", collaborators: ["agent"] };
  const { output } = await sync(accountWith(), [record]);
  expect(output.warnings.join("\n")).toContain('"collaborators" (Zendesk now has email_ccs and followers instead');
});

describe("tags that a ticket has because of its fields", () => {
  const TITLES = ["Topic", "Products", "Escalated"];

  function fieldId(simulator: ZendeskSimulator, title: string): number {
    const field = simulator.account.ticketFields.list.find((each) => each.title === title);
    if (!field) throw new Error(`There is no field ${title}.`);
    return field.id;
  }

  /** A ticket with a chosen option, two of them, and a checked checkbox. */
  function accountWithFields(): ZendeskSimulator {
    const blank = accountWith();
    const values = ["refund", ["shoes", "hats"], true];
    const custom_fields = TITLES.map((title, index) => ({ id: fieldId(blank, title), value: values[index] }));
    return accountWith([{ external_id: "a", subject: "Lamp", tags: ["old"], custom_fields }]);
  }

  function valuesOf(simulator: ZendeskSimulator, ticket: SimulatedTicket | undefined): readonly unknown[] {
    const fields = (ticket?.["custom_fields"] ?? []) as readonly { id: number; value: unknown }[];
    return TITLES.map((title) => fields.find(({ id }) => id === fieldId(simulator, title))?.value);
  }

  test.each<[mode: string, record: RecordData, tags: readonly string[], values: readonly unknown[]]>([
    [
      "replace",
      { tags: ["new"] },
      ["escalated", "hats", "new", "refund", "shoes"],
      ["refund", ["shoes", "hats"], true],
    ],
    [
      "replace",
      { tags: ["new"], "custom_fields.Topic": "Delivery", "custom_fields.Escalated": false },
      ["delivery", "hats", "new", "shoes"],
      ["delivery", ["shoes", "hats"], false],
    ],
    [
      "add",
      { tags: ["new"] },
      ["escalated", "hats", "new", "old", "refund", "shoes"],
      ["refund", ["shoes", "hats"], true],
    ],
    ["remove", { tags: ["old"] }, ["escalated", "hats", "refund", "shoes"], ["refund", ["shoes", "hats"], true]],
  ])("stay with tags_mode %s and %j, and so do the fields", async (tags_mode, record, tags, values) => {
    const simulator = accountWithFields();
    const { after } = await sync(simulator, [{ external_id: "a", ...record }], { tags_mode });
    expect(after).toMatchObject([{ tags }]);
    expect(valuesOf(simulator, after[0])).toEqual(values);
  });

  test("are not compared with the record's", async () => {
    const settings = { tags_mode: "replace", skip_unchanged: true };
    const { outcomes } = await sync(accountWithFields(), [{ external_id: "a", tags: ["old"] }], settings);
    expect(outcomes).toEqual({ unchanged: 1 });
  });
});
