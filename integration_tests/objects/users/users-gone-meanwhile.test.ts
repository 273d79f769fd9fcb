import { expect, test } from "vitest";
import { type Fault, type SimulatorOptions, ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { type ConfiguredStream, type RecordData, record } from "../../../testing/input/airbyte-messages.ts";
import { seedUsers } from "../../../testing/account/simulated-account.ts";
import { syncEffect } from "../../../testing/connector/sync-effect.ts";
import { summaryOf } from "../../../testing/connector/sync-summary-line.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../../testing/connector/virtual-time.ts";

const PEOPLE = [
  { external_id: "gone", email: "gone@example.com", name: "Gone" },
  { external_id: "here", email: "here@example.com", name: "Here" },
];

/** Someone else deletes a user just before the first bulk request to write that user arrives. */
function accountThatLoses(options: Partial<SimulatorOptions> = {}): ZendeskSimulator {
  const deletion: Fault = {
    meanwhile: (account, { path }, { nowMs }) => {
      const gone = account.users.byExternalId("gone");
      if (gone?.createdAt !== VIRTUAL_START || !/users\/(?:update|destroy)_many/.test(path)) return false;
      account.deleteUser(gone, nowMs);
      return true;
    },
  };
  const simulator = new ZendeskSimulator({
    ...UNTHROTTLED,
    ...options,
    faults: [deletion],
  });
  seedUsers(simulator, PEOPLE, VIRTUAL_START);
  return simulator;
}

const stream = (mode: ConfiguredStream["mode"], primaryKey?: string): ConfiguredStream => ({
  name: "people",
  ...(mode !== undefined && { mode }),
  object: "users",
  ...(primaryKey !== undefined && { primaryKey }),
});

test.each([
  { mode: "update", key: "external_id", outcomes: { updated: 1, not_found: 1 } },
  { mode: "update", key: "email", outcomes: { updated: 1, not_found: 1 } },
  { mode: "soft_delete", key: "external_id", outcomes: { deleted: 1, unchanged: 1 } },
  { mode: "soft_delete", key: "email", outcomes: { deleted: 1, unchanged: 1 } },
] as const)("a user who is deleted before the job of a $mode by $key runs is not there", async (sync) => {
  const { key, mode, outcomes } = sync;
  const records = PEOPLE.map((person) => ({ [key]: person[key], name: "New" }));
  const effect = await syncEffect(accountThatLoses(), records, { stream: stream(mode, key) });
  expect(effect.outcomes).toEqual(outcomes);
});

test.each<{ keysAre: "free" | "taken"; outcomes: RecordData; names: readonly string[] }>([
  { keysAre: "free", outcomes: { updated: 1, created: 1 }, names: ["New", "New"] },
  { keysAre: "taken", outcomes: { updated: 1, duplicate_value: 1 }, names: ["New"] },
])("a user deleted before its update by a single request, whose keys are then $keysAre", async (account) => {
  const records = PEOPLE.map(({ external_id }) => ({ external_id, name: "New" }));
  const simulator = accountThatLoses({ importsDisabled: true, keepsKeysOfDeletedUsers: account.keysAre === "taken" });
  const effect = await syncEffect(simulator, records, { stream: stream("append_dedup", "external_id") });
  expect(effect.outcomes).toEqual(account.outcomes);
  expect(effect.after.map(({ name }) => name)).toEqual(account.names);
});

test("the keys of a user who was merged into another are reported as taken, and no user is written", async () => {
  const simulator = new ZendeskSimulator(UNTHROTTLED);
  seedUsers(simulator, PEOPLE, VIRTUAL_START);
  simulator.changeByOthers(
    { action: "merge", user: { external_id: "gone" }, into: { external_id: "here" } },
    VIRTUAL_START,
  );
  const records = [
    { external_id: "gone", name: "New" },
    { email: "gone@example.com", name: "New" },
  ];
  const effect = await syncEffect(simulator, records, { stream: { name: "people", object: "users" } });
  expect(effect.outcomes).toEqual({ duplicate_value: 2 });
  expect(effect.after.map(({ name }) => name)).toEqual(["Here"]);
});

test.each<{ mode: "soft_delete" | "update"; outcomes: RecordData }>([
  { mode: "soft_delete", outcomes: { deleted: 1, unchanged: 1 } },
  { mode: "update", outcomes: { updated: 2 } },
])("two records ($mode) that find the same user by different keys are written one after the other", async (sync) => {
  const simulator = new ZendeskSimulator(UNTHROTTLED);
  seedUsers(simulator, PEOPLE, VIRTUAL_START);
  const records = [
    { external_id: "gone", notes: "first" },
    { email: "gone@example.com", notes: "second" },
  ];
  const effect = await syncEffect(simulator, records, { stream: stream(sync.mode) });
  expect(effect.outcomes).toEqual(sync.outcomes);
  const left = effect.after.find(({ external_id }) => external_id === "gone");
  expect(left?.["notes"]).toBe(sync.mode === "update" ? "second" : undefined);
});

test("a dry run counts two deletions that find the same user by different keys as the real sync does", async () => {
  const simulator = new ZendeskSimulator(UNTHROTTLED);
  seedUsers(simulator, PEOPLE, VIRTUAL_START);
  const people = stream("soft_delete");
  const input = [{ external_id: "gone" }, { email: "gone@example.com" }].map((data) => record(data, people));
  const settings = { dry_run: true };
  const { output } = await syncOnVirtualTime({ simulator, settings, streams: [people], input });
  expect(summaryOf(output, "people")).toEqual({ read: 2, deleted: 1, unchanged: 1 });
});

/**
 * Someone else deletes the organization just before the first job of users or memberships arrives, and may create it
 * again.
 */
function accountThatLosesAcme({ isMadeAgain = false, before = "users/create_or_update_many" }): ZendeskSimulator {
  const deletion: Fault = {
    meanwhile: (account, { path }, { nowMs }) => {
      const acme = account.organizations.byExternalId("acme");
      if (acme?.createdAt !== VIRTUAL_START || !path.includes(before)) return false;
      account.deleteOrganization(acme, nowMs);
      if (isMadeAgain) account.organizations.create("Acme", "acme", nowMs);
      return true;
    },
  };
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faults: [deletion] });
  const change = { name: "Acme", external_id: "acme" };
  simulator.changeByOthers({ action: "create_organization", change }, VIRTUAL_START);
  seedUsers(simulator, PEOPLE, VIRTUAL_START);
  return simulator;
}

test.each<{ fate: string; isMadeAgain: boolean; outcomes: RecordData; name: string }>([
  { fate: "stays deleted", isMadeAgain: false, outcomes: { not_found: 1, updated: 1 }, name: "Gone" },
  { fate: "is created again", isMadeAgain: true, outcomes: { updated: 2 }, name: "New" },
])("an organization that is deleted before the job of its user, and $fate", async ({ isMadeAgain, name, outcomes }) => {
  const records = [
    { external_id: "gone", name: "New", organization: { external_id: "acme" } },
    { external_id: "here", name: "New" },
  ];
  const effect = await syncEffect(accountThatLosesAcme({ isMadeAgain }), records, {
    stream: stream("append_dedup", "external_id"),
    settings: { organization_mode: "replace" },
  });
  expect(effect.outcomes).toEqual(outcomes);
  const user = effect.after.find(({ external_id }) => external_id === "gone");
  expect({ name: user?.["name"], isMember: typeof user?.["organization_id"] === "number" }).toEqual({
    name,
    isMember: isMadeAgain,
  });
});

test("an organization that was deleted before the job of a membership rejects the users who name it", async () => {
  const organization = { external_id: "acme" };
  const records = Array.from({ length: 250 }, (_, index) => ({
    external_id: index === 0 ? "here" : `person ${index}`,
    name: "New",
    ...((index === 0 || index === 249) && { organization }),
  }));
  const account = accountThatLosesAcme({ before: "organization_memberships" });
  const { outcomes } = await syncEffect(account, records, {
    stream: stream("append_dedup", "external_id"),
    settings: { max_concurrent_jobs: 1, organization_mode: "add" },
  });
  expect(outcomes).toEqual({ created: 248, not_found: 2 });
});
