import { expect, test } from "vitest";
import { type Fault, ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { type ConfiguredStream, type RecordData } from "../../testing/input/airbyte-messages.ts";
import { recordsOf, seedOrganizations, seedUsers } from "../../testing/account/simulated-account.ts";
import { syncEffect, syncEffectOn } from "../../testing/connector/sync-effect.ts";
import { VIRTUAL_START } from "../../testing/connector/virtual-time.ts";
const STREAM: ConfiguredStream = { name: "people", mode: "append", object: "users", primaryKey: "email" };
const NEW = { email: "new@example.com", name: "New person", details: "of the record" };

/** A sync whose first job reports nothing, in an account whose search does not find new users yet. */
function insertingOnce(applied: "all" | "none", users: readonly RecordData[]) {
  let jobs = 0;
  const silence: Fault = { job: () => (jobs++ === 0 ? { end: "failed", applied } : undefined) };
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, searchDelaySeconds: 120, faults: [silence] });
  seedUsers(simulator, users, VIRTUAL_START);
  return syncEffect(simulator, [NEW], { stream: STREAM });
}

test("an insert without a result is not confused with a user whom the search did not know yet", async () => {
  const effect = await insertingOnce("none", [{ ...NEW, details: "of someone else" }]);
  expect(effect.outcomes).toEqual({ already_exists: 1 });
  expect(effect.after).toEqual(effect.before);
});

test("an insert without a result counts as created once the search knows its user", async () => {
  const effect = await insertingOnce("all", []);
  expect(effect.outcomes).toEqual({ created: 1 });
});

const ORGANIZATIONS: ConfiguredStream = {
  name: "accounts",
  mode: "append_dedup",
  object: "organizations",
  primaryKey: "name",
};

test("a record finds the organization that the same sync has created by the same name", async () => {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, searchDelaySeconds: 3600 });
  const records = [
    { name: "Acme", details: "first" },
    { name: "ACME ", details: "second", tags: ["a"] },
    { name: "Acme", details: "third", tags: ["b"] },
  ];
  const { outcomes } = await syncEffect(simulator, records, { stream: ORGANIZATIONS });
  expect(outcomes).toEqual({ created: 1, updated: 2 });
  expect(simulator.account.organizations.byName("acme")).toMatchObject({ attributes: { details: "third" } });
});

test.each([300, 590, 650])(
  "a record waits %i s until the search finds the organization that an earlier sync created by its name",
  async (seconds) => {
    const simulator = new ZendeskSimulator({ ...UNTHROTTLED, searchDelaySeconds: seconds });
    const first = await syncEffect(simulator, [{ name: "Acme", details: "first" }], { stream: ORGANIZATIONS });
    const later = { stream: ORGANIZATIONS, startAt: first.endedAt };
    const { outcomes } = await syncEffect(simulator, [{ name: "Acme", details: "second" }], later);
    expect(outcomes).toEqual({ updated: 1 });
  },
);

test("a record whose name another organization has is rejected in the end, although the sync writes nothing else", async () => {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, searchDelaySeconds: 3600 });
  seedOrganizations(simulator, [{ name: "Acme", external_id: "a,1" }], VIRTUAL_START);
  const stream: ConfiguredStream = { ...ORGANIZATIONS, primaryKey: "external_id" };
  const { outcomes } = await syncEffect(simulator, [{ name: "Acme", external_id: "b,1" }], { stream });
  expect(outcomes).toEqual({ duplicate_value: 1 });
});

const PLANS: ConfiguredStream = { name: "plans", object: "custom_objects/plan", primaryKey: "name" };

test("a record deletes the custom object record that the same sync has created by the same name", async () => {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, searchDelaySeconds: 3600 });
  simulator.account.customObjects.define({ key: "plan", name: { isUnique: true }, fields: [] });
  const records = [{ name: "Gold" }, { name: "GOLD", _ab_cdc_deleted_at: "2026-11-27" }];
  const options = { settings: { deleted_records: "soft_delete" }, stream: PLANS };
  const read = (account: ZendeskSimulator, nowMs: number) => recordsOf(account, "plan", nowMs);
  const effect = await syncEffectOn(read, simulator, records, options);
  expect(effect.outcomes).toEqual({ created: 1, deleted: 1 });
  expect(effect.after).toEqual([]);
});
