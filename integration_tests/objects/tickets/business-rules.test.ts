import { expect, test } from "vitest";
import type { Fault } from "zendesk-simulator";
import { record } from "../../../testing/input/airbyte-messages.ts";
import { syncOnVirtualTime } from "../../../testing/connector/virtual-time.ts";
import { accountWith, commentsOf, sync } from "./ticket-sync.ts";

const RECORDS = ["a", "b", "c"].map((external_id) => ({
  external_id,
  subject: "Lamp",
  requester: "person@example.com",
  comment: { body: "It is broken", author: "agent@example.com" },
}));

test("an import runs no trigger and sends no mail", async () => {
  const simulator = accountWith();
  const { outcomes } = await sync(simulator, RECORDS, { tickets_create: "import" });
  expect(outcomes).toEqual({ created: 3 });
  const { mailsSent, triggersRun } = simulator.account.businessRules;
  expect({ mailsSent, triggersRun }).toEqual({ mailsSent: 0, triggersRun: 0 });
});

test("tickets that are created live run triggers and send mails, once each", async () => {
  const simulator = accountWith();
  const first = await sync(simulator, RECORDS, { tickets_create: "live" });
  const rerun = await sync(simulator, RECORDS, { tickets_create: "live" }, first.endedAt);
  expect([first.outcomes["created"], rerun.outcomes["created"]]).toEqual([3, undefined]);
  const { mailsSent, triggersRun } = simulator.account.businessRules;
  expect({ mailsSent, triggersRun }).toEqual({ mailsSent: 3, triggersRun: 3 });
});

test.each([false, true])(
  "a comment whose update has no answer is added once, whether bulk updates lose metadata (%s) or not",
  async (dropsBulkMetadata) => {
    let isLost = false;
    const lostAnswer: Fault = {
      after: ({ path }) => {
        if (isLost || !path.includes("tickets/update_many")) return undefined;
        isLost = true;
        return "connection_reset";
      },
    };
    const held = [{ external_id: "a", subject: "Lamp", comment: { body: "First" } }];
    const simulator = accountWith(held, { dropsBulkMetadata, faults: [lostAnswer] });
    const { after, outcomes } = await sync(simulator, [{ external_id: "a", comment: "Second" }]);
    expect({ isLost, outcomes }).toEqual({ isLost: true, outcomes: { updated: 1 } });
    expect(commentsOf(after[0])).toEqual(["First", "Second"]);
  },
);

test("an import by an agent ends with an error that says who may import, and what else is possible", async () => {
  const simulator = accountWith();
  const { owner } = simulator.account;
  owner.role = "agent";
  owner.attributes = { ...owner.attributes, custom_role_id: 7 };
  const stream = { name: "tickets" };
  const input = [record(RECORDS[0] ?? {}, stream)];
  const { code, output } = await syncOnVirtualTime({ simulator, streams: [stream], input });
  expect(code).toBe(1);
  expect(output.errors).toMatchObject([
    {
      failure_type: "config_error",
      message: expect.stringMatching(/lets only admins import tickets \(403\).*"tickets_create" to "live"/),
    },
  ]);
});
