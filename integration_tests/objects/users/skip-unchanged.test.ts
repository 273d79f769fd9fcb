import { expect, test } from "vitest";
import { ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { type RecordData, record, streamState } from "../../../testing/input/airbyte-messages.ts";
import { richUser } from "../../../testing/input/rich-users.ts";
import {
  type SimulatedUser,
  requestsTo,
  seedUsers,
  userLinesOf,
  usersOf,
} from "../../../testing/account/simulated-account.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../../testing/connector/virtual-time.ts";

const USERS = 10_000;
const settings = { skip_unchanged: true };

function requestCount(simulator: ZendeskSimulator): number {
  return Object.values(requestsTo(simulator)).reduce((sum, count) => sum + count, 0);
}

/** The number of rows of each job that has ended. */
function jobSizes(simulator: ZendeskSimulator): readonly number[] {
  return simulator.account.jobs.records.map(({ total }) => total);
}

test("a second identical sync of 10,000 users makes at most 105 requests and no job", async () => {
  const simulator = new ZendeskSimulator(UNTHROTTLED);
  const input = [...Array.from({ length: USERS }, (_, index) => record(richUser(index))), streamState(1)];
  const first = await syncOnVirtualTime({ simulator, input, settings });
  expect(first.output.counts).toMatchObject({ created: USERS, rejected: 0 });
  const before = {
    requests: requestCount(simulator),
    jobs: jobSizes(simulator).length,
    users: userLinesOf(simulator, first.endedAt),
  };

  const second = await syncOnVirtualTime({ simulator, input, settings, startAt: first.endedAt });
  expect(second.code).toBe(0);
  expect(second.output.counts).toMatchObject({ unchanged: USERS, created: 0, updated: 0, rejected: 0 });
  expect(requestCount(simulator) - before.requests).toBeLessThanOrEqual(105);
  expect(jobSizes(simulator)).toHaveLength(before.jobs);
  expect(userLinesOf(simulator, second.endedAt)).toEqual(before.users);
});

/**
 * Rich users, the first in an organization. One sync writes them, and a second one sends them again with these values.
 */
async function secondSync(changes: readonly RecordData[], more: Readonly<Record<string, unknown>> = {}) {
  const simulator = new ZendeskSimulator(UNTHROTTLED);
  const member = { name: "Turanga Leela", organization: { name: "Planet Express" } };
  seedUsers(
    simulator,
    [member, { name: "Rich Person 0", external_id: "rich-0", organization: { name: "Mom Corp" } }],
    VIRTUAL_START,
  );
  const sync = (records: readonly RecordData[], startAt?: number) =>
    syncOnVirtualTime({
      simulator,
      ...(startAt !== undefined && { startAt }),
      settings: { ...settings, ...more },
      input: [...records.map((data) => record(data)), streamState(1)],
    });
  const users = changes.map((_, index) => richUser(index));
  const { endedAt } = await sync(users);
  const before = othersThan(member.name, usersOf(simulator, endedAt));
  const jobs = jobSizes(simulator).length;
  const changed = users.map((user, index) => ({ ...user, ...changes[index] }));
  const { code, output, endedAt: end } = await sync(changed, endedAt);
  const after = othersThan(member.name, usersOf(simulator, end));
  return { before, after, jobs: jobSizes(simulator).slice(jobs), code, output, repeat: () => sync(changed, end) };
}

/** In the order of the records, because jobs end in any order. */
function othersThan(name: string, users: readonly SimulatedUser[]): readonly SimulatedUser[] {
  const ordinal = ({ external_id }: SimulatedUser): number => Number(external_id?.split("-")[1]);
  return users.filter((user) => user.name !== name).toSorted((a, b) => ordinal(a) - ordinal(b));
}

const CHANGES: readonly (readonly [column: string, value: unknown])[] = [
  // Zendesk keeps the last spelling.
  ["external_id", "RICH-0"],
  ["name", "Renamed Person"],
  ["email", "another.address@example.com"],
  ["phone", "+14155559999"],
  ["alias", "another alias"],
  ["details", "details of 5"],
  ["notes", "Line one of 6"],
  ["tags", ["vip", "one more"]],
  ["locale", "de"],
  ["time_zone", "Berlin"],
  ["user_fields.company_size", 1000],
  ["user_fields.loyalty_tier", "Silver"],
  ["user_fields.lifetime_value", "0.51"],
  ["user_fields.newsletter", true],
  ["user_fields.signup_date", "2025-03-02"],
  ["user_fields.state", "NV"],
  ["user_fields.shipping_address", "0 Main Street"],
  ["user_fields.interests", ["Running"]],
  ["user_fields.customer_number", "AB-00000"],
  ["user_fields.referred_by", "7"],
];

test("of 120 users, only those with a changed value are written", async () => {
  const changes = Array.from({ length: 120 }, (_, index) => {
    const [column, value] = CHANGES[index] ?? [];
    return column === undefined ? {} : { [column]: value };
  });
  const { after, before, code, jobs, output } = await secondSync(changes);
  expect(code).toBe(0);
  const unwritten = CHANGES.filter((_, index) => JSON.stringify(after[index]) === JSON.stringify(before[index]));
  expect(unwritten).toEqual([]);
  expect(after.slice(CHANGES.length)).toEqual(before.slice(CHANGES.length));
  expect(output.counts).toMatchObject({ unchanged: 120 - CHANGES.length, updated: CHANGES.length });
  expect(jobs).toEqual([CHANGES.length]);
});

test("a single changed value among 150 users is the only one written", async () => {
  const changes = Array.from({ length: 150 }, (_, index) => (index === 0 ? { "user_fields.lifetime_value": 7 } : {}));
  const { jobs, output } = await secondSync(changes);
  expect(output.counts).toMatchObject({ unchanged: 149, updated: 1 });
  expect(jobs).toEqual([1]);
});

test.each<[spelling: string, column: string, value: unknown]>([
  ["email in capitals", "email", "RICH.0@EXAMPLE.COM"],
  ["phone in E.164", "phone", "+1 415 555 0000"],
  ["tags in another order", "tags", ["cohort_0", "vip"]],
  ["tags as text", "tags", "vip, Cohort 0"],
  ["fewer tags, which are only added", "tags", ["vip"]],
  ["whole number as text", "user_fields.company_size", "0"],
  ["whole number with a fraction of zero", "user_fields.company_size", "0.0"],
  ["option by its value", "user_fields.loyalty_tier", "bronze"],
  ["decimal without the last zero", "user_fields.lifetime_value", 0.5],
  ["decimal that rounds to the same", "user_fields.lifetime_value", "0.4999"],
  ["checkbox as a boolean", "user_fields.newsletter", true],
  ["date without the time", "user_fields.signup_date", "2025-03-01"],
  ["state by its code", "user_fields.state", "CA"],
  ["options in another order", "user_fields.interests", ["cycling", "running"]],
  ["lookup as a number", "user_fields.referred_by", 6_164_068_760_000],
  ["null, which is ignored", "notes", null],
  ["column with an invalid value, which is dropped", "user_fields.loyalty_tier", "Platinum"],
])("a different spelling changes nothing: %s", async (_spelling, column, value) => {
  const { code, jobs, output } = await secondSync([{ [column]: value }], { on_invalid_value: "drop_value" });
  expect(code).toBe(0);
  expect(output.counts).toMatchObject({ unchanged: 1, updated: 0 });
  expect(jobs).toEqual([]);
});

test("a null empties a field, and the same null again changes nothing", async () => {
  const columns = ["phone", "alias", "details", "notes"];
  const fields = Object.keys(richUser(0)).filter((column) => column.startsWith("user_fields."));
  const nulls = Object.fromEntries([...columns, ...fields].map((column) => [column, null]));
  const { after, output, repeat } = await secondSync([nulls, {}], { null_handling: "clear" });
  expect(output.counts).toMatchObject({ updated: 1, unchanged: 1, rejected: 0 });
  expect(after[0]).toMatchObject({ phone: null, alias: null, details: null, notes: null });
  expect(Object.values(after[0]?.user_fields ?? {}).filter((value) => value !== null)).toEqual([]);
  const again = await repeat();
  expect(again.output.counts).toMatchObject({ unchanged: 2, updated: 0 });
});

test.each<[what: string, change: RecordData, settings: Readonly<Record<string, unknown>>]>([
  ["tags that were removed", { tags: ["vip"] }, { tags_mode: "remove" }],
  ["tags that were replaced", { tags: ["only this"] }, { tags_mode: "replace" }],
  ["an address that became the primary one", { email: "first@example.com" }, { email_change: "make_primary" }],
  ["an organization that became one of several", { organization: "Planet Express" }, {}],
  ["an address that is ignored", { email: "other@example.com" }, { email_change: "ignore" }],
])("a value that was written once is unchanged from then on: %s", async (_what, change, more) => {
  const { repeat } = await secondSync([change], more);
  const again = await repeat();
  expect(again.output.counts).toMatchObject({ unchanged: 1, updated: 0 });
});

// A list of 100 users does not show these. Reading them would take a request per user, more than writing the user
// again.
test.each<[what: string, change: RecordData, settings: Readonly<Record<string, unknown>>]>([
  ["an address that became a secondary one", { email: "second@example.com" }, {}],
  ["a language and a time zone that were taken back", { locale: null, time_zone: null }, { null_handling: "clear" }],
])("a value that the list of users does not show is written again: %s", async (_what, change, more) => {
  const { repeat } = await secondSync([change], more);
  const again = await repeat();
  expect(again.output.counts).toMatchObject({ unchanged: 0, updated: 1 });
});

test("a user changed by a failed job of this sync counts as updated, and one that already held the values as unchanged", async () => {
  const simulator = new ZendeskSimulator({
    ...UNTHROTTLED,
    faultSettings: [{ name: "job-failed-half-applied", nth: 1 }],
  });
  seedUsers(
    simulator,
    ["one", "two", "same"].map((id) => ({ name: "User", external_id: id })),
    VIRTUAL_START,
  );
  const records = [
    { external_id: "one", details: "new" },
    { external_id: "two", details: "new" },
    { external_id: "same", name: "User" },
  ];
  const { code, output } = await syncOnVirtualTime({
    simulator,
    settings,
    input: [...records.map((data) => record(data)), streamState(1)],
  });
  expect(code).toBe(0);
  expect(simulator.faultStrikes()).toEqual({ "job-failed-half-applied": 1 });
  expect(output.counts).toMatchObject({ created: 0, updated: 2, unchanged: 1, rejected: 0 });
});
