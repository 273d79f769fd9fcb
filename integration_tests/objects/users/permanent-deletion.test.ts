import { describe, expect, test } from "vitest";
import { type Fault, type SimulatorOptions, ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import {
  type ConfiguredStream,
  type RecordData,
  record,
  streamState,
} from "../../../testing/input/airbyte-messages.ts";
import { requestsTo, seedTickets, seedUsers } from "../../../testing/account/simulated-account.ts";
import { rejectedIn } from "../../../testing/connector/rejected-records.ts";
import { type EffectOptions, syncEffect } from "../../../testing/connector/sync-effect.ts";
import { temporaryFolder } from "../../../testing/connector/temporary-folder.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../../testing/connector/virtual-time.ts";

const PERMANENT = { permanent_deletion: true };
const PEOPLE = [
  { external_id: "one", email: "one@example.com", name: "One" },
  { external_id: "two", email: "two@example.com", name: "Two" },
  { external_id: "agent", email: "agent@example.com", name: "Agent", role: "agent" },
];

function accountWith(options: Partial<SimulatorOptions> = {}): ZendeskSimulator {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, ...options });
  seedUsers(simulator, PEOPLE, VIRTUAL_START);
  return simulator;
}

function streamBy(primaryKey: string): ConfiguredStream {
  return { name: "people", object: "users", mode: "soft_delete", primaryKey };
}

const BY_EXTERNAL_ID = streamBy("external_id");

function idOf(simulator: ZendeskSimulator, name: string): number {
  const user = [...simulator.account.users.all()].find((each) => each.name === name);
  if (!user) throw new Error(`There is no user ${name}.`);
  return user.id;
}

/** What has become of each of the people: `here`, `deleted` or, by the name that Zendesk gives them then, `purged`. */
function statesOf(simulator: ZendeskSimulator): readonly string[] {
  return [...simulator.account.users.all()].slice(1).map(({ active, name }) => {
    if (active) return `${name} here`;
    return name === "Permanently Deleted User" ? "purged" : `${name} deleted`;
  });
}

function permanentDeletions(simulator: ZendeskSimulator, nowMs: number): number {
  return requestsTo(simulator, nowMs)["DELETE /api/v2/deleted_users/:id"] ?? 0;
}

function deleteOne(simulator: ZendeskSimulator, options: EffectOptions = {}) {
  return syncEffect(simulator, [{ external_id: "one" }], { stream: BY_EXTERNAL_ID, settings: PERMANENT, ...options });
}

describe("permanent_deletion", () => {
  test.each<[key: string, valueOf: (simulator: ZendeskSimulator) => RecordData]>([
    ["external_id", () => ({ external_id: "ONE" })],
    ["email", () => ({ email: "One@example.com" })],
    ["id", (simulator) => ({ id: idOf(simulator, "One") })],
  ])("deletes a user matched by %s permanently, and no one else", async (key, valueOf) => {
    const simulator = accountWith();
    const options = { stream: streamBy(key), settings: PERMANENT };
    const { outcomes, output, endedAt } = await syncEffect(simulator, [valueOf(simulator)], options);
    expect(outcomes).toEqual({ deleted: 1 });
    expect(statesOf(simulator)).toEqual(["purged", "Two here", "Agent here"]);
    expect({ warnings: output.warnings, sent: permanentDeletions(simulator, endedAt) }).toMatchObject({ sent: 1 });
  });

  test("is off unless it is set", async () => {
    const simulator = accountWith();
    const { endedAt } = await deleteOne(simulator, { settings: {} });
    expect(statesOf(simulator)).toEqual(["One deleted", "Two here", "Agent here"]);
    expect(permanentDeletions(simulator, endedAt)).toBe(0);
  });

  test("applies to records that are marked as deleted", async () => {
    const simulator = accountWith();
    const records = [{ external_id: "one", name: "One", _ab_cdc_deleted_at: "2026-11-01" }];
    const stream: ConfiguredStream = { name: "users", mode: "append_dedup" };
    const settings = { ...PERMANENT, deleted_records: "soft_delete" };
    const { outcomes } = await syncEffect(simulator, records, { stream, settings });
    expect(outcomes).toEqual({ deleted: 1 });
    expect(statesOf(simulator)).toEqual(["purged", "Two here", "Agent here"]);
  });

  test("leaves those alone whom Zendesk does not delete", async () => {
    const simulator = accountWith();
    const requester_id = idOf(simulator, "Two");
    seedTickets(simulator, [{ subject: "Help", status: "open", requester_id }], VIRTUAL_START);
    const records = ["one", "two", "agent", "nobody"].map((external_id) => ({ external_id }));
    const { outcomes, endedAt } = await syncEffect(simulator, records, { stream: BY_EXTERNAL_ID, settings: PERMANENT });
    expect(outcomes).toMatchObject({ deleted: 1, protected: 1, unchanged: 1 });
    expect(statesOf(simulator)).toEqual(["purged", "Two here", "Agent here"]);
    expect(permanentDeletions(simulator, endedAt)).toBe(1);
  });

  test("deletes a person permanently whose keys a deleted user had before, and not that one", async () => {
    const simulator = accountWith({ keepsKeysOfDeletedUsers: false });
    const first = await deleteOne(simulator, { settings: {} });
    seedUsers(simulator, [{ external_id: "one", name: "Successor" }], first.endedAt);
    await deleteOne(simulator, { startAt: first.endedAt });
    expect(statesOf(simulator)).toEqual(["One deleted", "Two here", "Agent here", "purged"]);
  });

  test("sends no more than Zendesk accepts in 10 minutes, and warns of the wait once", async () => {
    const simulator = new ZendeskSimulator({ ...UNTHROTTLED, permanentDeletionsPerTenMinutes: 700 });
    const people = Array.from({ length: 1500 }, (_, index) => ({ name: `Person ${index}`, external_id: `c-${index}` }));
    seedUsers(simulator, people, VIRTUAL_START);
    const records = people.map(({ external_id }) => ({ external_id }));
    const settings = { ...PERMANENT, max_deletions: 1500 };
    const { outcomes, output, endedAt } = await syncEffect(simulator, records, { stream: BY_EXTERNAL_ID, settings });
    expect(outcomes).toEqual({ deleted: 1500 });
    // A request beyond the limit would be refused and sent again.
    expect(permanentDeletions(simulator, endedAt)).toBe(1500);
    expect(output.warnings.filter((warning) => /700 users permanently in 10 minutes/.test(warning))).toHaveLength(1);
  });
});

describe("a user who was deleted before, but not permanently", () => {
  test.each(["external_id", "id"])("is deleted permanently if the record has the %s", async (key) => {
    const simulator = accountWith();
    const records = [{ [key]: key === "id" ? idOf(simulator, "One") : "one" }];
    const stream = streamBy(key);
    const first = await syncEffect(simulator, records, { stream });
    const second = await syncEffect(simulator, records, { stream, settings: PERMANENT, startAt: first.endedAt });
    expect(statesOf(simulator)).toEqual(["purged", "Two here", "Agent here"]);
    const third = await syncEffect(simulator, records, { stream, settings: PERMANENT, startAt: second.endedAt });
    expect([first, second, third].map(({ outcomes }) => outcomes)).toEqual([
      { deleted: 1 },
      { deleted: 1 },
      { unchanged: 1 },
    ]);
    expect(third.output.warnings).toEqual(first.output.warnings);
  });

  test("is not found by email address, which a warning says", async () => {
    const simulator = accountWith();
    const records = [{ email: "one@example.com" }, { email: "nobody@example.com" }];
    const stream = streamBy("email");
    const first = await syncEffect(simulator, records, { stream, settings: { dry_run: false } });
    const second = await syncEffect(simulator, records, { stream, settings: PERMANENT, startAt: first.endedAt });
    expect(second.outcomes).toEqual({ unchanged: 2 });
    expect(statesOf(simulator)).toEqual(["One deleted", "Two here", "Agent here"]);
    expect(second.output.warnings).toContainEqual(expect.stringMatching(/2 records matched no user.*after 30 days/));
  });

  test("stays if it was an agent", async () => {
    const simulator = accountWith();
    const agent = simulator.account.users.byExternalId("agent");
    if (agent) simulator.account.deleteUser(agent, VIRTUAL_START);
    const options = { stream: BY_EXTERNAL_ID, settings: PERMANENT };
    const { outcomes } = await syncEffect(simulator, [{ external_id: "agent" }], options);
    expect(outcomes).toEqual({ protected: 1 });
    expect(statesOf(simulator)).toEqual(["One here", "Two here", "Agent deleted"]);
  });

  test("counts as one that a dry run would delete, and nothing is deleted", async () => {
    const simulator = accountWith();
    const first = await deleteOne(simulator, { settings: {} });
    const { outcomes, endedAt } = await syncEffect(
      simulator,
      ["one", "ONE", "two", "nobody"].map((external_id) => ({ external_id })),
      { stream: BY_EXTERNAL_ID, settings: { ...PERMANENT, dry_run: true }, startAt: first.endedAt },
    );
    expect(outcomes).toEqual({ deleted: 2, unchanged: 2 });
    expect(statesOf(simulator)).toEqual(["One deleted", "Two here", "Agent here"]);
    expect(permanentDeletions(simulator, endedAt)).toBe(0);
  });
});

describe("the outcome of a permanent deletion", () => {
  test.each<[what: string, options: Partial<SimulatorOptions>]>([
    ["an answer is lost", { faultSettings: [{ name: "connection-reset-after-work", path: "deleted_users", nth: 1 }] }],
    ["Zendesk is overloaded", { faultSettings: [{ name: "unavailable", path: "deleted_users", nth: 1 }] }],
    ["the job does not say what it did", { faultSettings: [{ name: "results-null", path: "destroy_many", nth: 1 }] }],
    [
      "the job's answer is lost",
      { faultSettings: [{ name: "connection-reset-after-work", path: "destroy_many", nth: 1 }] },
    ],
  ])("is known when %s", async (_what, options) => {
    for (const key of ["external_id", "email"] as const) {
      const simulator = accountWith(options);
      const records = PEOPLE.slice(0, 2).map((person) => ({ [key]: person[key] }));
      const { outcomes } = await syncEffect(simulator, records, { stream: streamBy(key), settings: PERMANENT });
      expect(Object.values(simulator.faultStrikes())).toEqual([1]);
      expect(outcomes).toEqual({ deleted: 2 });
      expect(statesOf(simulator)).toEqual(["purged", "purged", "Agent here"]);
    }
  });

  /** Refuses the permanent deletion of a user, or of everyone, as long as `isOn` says so. */
  function refusing(status: number, { id, isOn = () => true }: { id?: number; isOn?: () => boolean } = {}): Fault {
    const answer = {
      status,
      headers: { "content-type": "application/json" },
      body: '{"error":"RecordInvalid","description":"no"}',
    };
    return {
      before: ({ method, path }) =>
        isOn() && method === "DELETE" && path.includes(`deleted_users/${id ?? ""}`) ? answer : undefined,
    };
  }

  test.each([
    [422, "zendesk_error"],
    [403, "permission_denied"],
  ])("is a rejection if Zendesk answers %i for one user", async (status, reason) => {
    const simulator = accountWith({ faults: [refusing(status, { id: idOf(accountWith(), "Two") })] });
    const folder = temporaryFolder();
    const settings = { ...PERMANENT, object_storage_config: { storage_type: "Local", path: folder } };
    const records = ["one", "two"].map((external_id) => ({ external_id }));
    const { outcomes, endedAt } = await syncEffect(simulator, records, { stream: BY_EXTERNAL_ID, settings });
    expect(outcomes).toEqual({ deleted: 1, [reason]: 1 });
    expect(statesOf(simulator)).toEqual(["purged", "Two deleted", "Agent here"]);
    expect(rejectedIn(folder)).toMatchObject([
      {
        rejected_reason: reason,
        rejected_message: expect.stringMatching(/^The user is deleted, but .*permanently/),
        record: { external_id: "two" },
      },
    ]);
    expect(permanentDeletions(simulator, endedAt)).toBe(2);
  });

  test("does not change that a deleted user counts against max_deletions", async () => {
    const simulator = accountWith({ faults: [refusing(422)] });
    async function* input(): AsyncGenerator<string> {
      yield record({ external_id: "one" }, BY_EXTERNAL_ID);
      await new Promise((resolve) => {
        setTimeout(resolve, 10 * 60_000);
      });
      yield record({ external_id: "two" }, BY_EXTERNAL_ID);
    }
    const settings = { ...PERMANENT, max_deletions: 1 };
    const { output } = await syncOnVirtualTime({ simulator, streams: [BY_EXTERNAL_ID], settings, input: input() });
    expect(output.errors).toMatchObject([{ message: expect.stringContaining('than "max_deletions"') }]);
    expect(statesOf(simulator)).toEqual(["One deleted", "Two here", "Agent here"]);
  });

  test("is an error if Zendesk answers 403 for everyone, and the next sync finishes what this one began", async () => {
    let isOn = true;
    const simulator = accountWith({ faults: [refusing(403, { isOn: () => isOn })] });
    const input = [record({ external_id: "one" }, BY_EXTERNAL_ID), streamState(1, BY_EXTERNAL_ID)];
    const sync = { simulator, streams: [BY_EXTERNAL_ID], settings: PERMANENT, input };
    const { code, endedAt, output } = await syncOnVirtualTime(sync);
    expect({ code, states: output.states }).toEqual({ code: 1, states: [] });
    expect(output.errors).toMatchObject([
      { failure_type: "config_error", message: expect.stringContaining("delete users permanently (403)") },
    ]);
    expect(statesOf(simulator)).toEqual(["One deleted", "Two here", "Agent here"]);
    isOn = false;
    const { outcomes } = await deleteOne(simulator, { startAt: endedAt });
    expect(outcomes).toEqual({ deleted: 1 });
    expect(statesOf(simulator)).toEqual(["purged", "Two here", "Agent here"]);
  });
});
