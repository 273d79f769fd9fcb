import { expect, test } from "vitest";
import { type Fault, ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { type ConfiguredStream, type RecordData, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { seedUsers } from "../../testing/account/simulated-account.ts";
import { syncEffect } from "../../testing/connector/sync-effect.ts";
import { summaryOf } from "../../testing/connector/sync-summary-line.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";

/** How servers answer to URLs of more than 8 kB, and Zendesk's search to terms that it cannot read. */
const refusals: Fault = {
  before: ({ path }) => {
    const status = path.length > 8192 ? 414 : /search.*%28/.test(path) ? 422 : undefined;
    return status === undefined ? undefined : { status, headers: {}, body: '{"error":"invalid"}' };
  },
};

const PEOPLE: readonly RecordData[] = Array.from({ length: 5 }, (_, index) => ({
  external_id: `u${index}`,
  email: `u${index}@example.com`,
}));
const LONG = { external_id: "x".repeat(9000) };
const ODD = { email: "odd(address@example.com" };

/** How Zendesk refuses a row whose key is too long for it: without a code that gives the reason. */
const refusedRow: Fault = {
  job: ({ rows }) => ({
    failedRow: (index) =>
      String(rows[index]?.["external_id"]).length > 255 ? { index, error: "Oops", details: "no" } : undefined,
  }),
};

const UPDATED = { mode: "update", named: true, importsDisabled: false } as const;

test.each([
  { what: "is too long for an address", key: "external_id", odd: LONG, ...UPDATED },
  { what: "cannot be searched for", key: "email", odd: ODD, ...UPDATED },
  {
    what: "is so long that Zendesk refuses it without a reason",
    key: "external_id",
    odd: LONG,
    ...UPDATED,
    mode: "append_dedup",
    named: false,
  },
] as const)(
  "a record whose key $what is rejected, and the others are written",
  async ({ importsDisabled, key, mode, named, odd }) => {
    const simulator = new ZendeskSimulator({ ...UNTHROTTLED, importsDisabled, faults: [refusals, refusedRow] });
    seedUsers(
      simulator,
      PEOPLE.map((person) => ({ ...person, name: "Old name" })),
      VIRTUAL_START,
    );
    const stream: ConfiguredStream = { name: "people", mode, object: "users", primaryKey: key };
    const records = [...PEOPLE, odd].map((keys) => ({ ...keys, ...(named && { name: "New name" }), details: "New" }));
    const { after, outcomes } = await syncEffect(simulator, records, { stream });
    expect(outcomes).toEqual({ updated: 5, zendesk_error: 1 });
    expect(after.map(({ details }) => details)).toEqual(PEOPLE.map(() => "New"));
  },
);

const ABSENT: readonly RecordData[] = [1, 2, 3].map((index) => ({ external_id: `absent-${index}` }));
const ODD_PLACE = { external_id: "placed", organization: { name: "Odd (place" } };

/** A sync in which these records rename existing people. */
function renaming(simulator: ZendeskSimulator, mode: "append" | "soft_delete", records: readonly RecordData[]) {
  const people = PEOPLE.map((person) => ({ ...person, name: "Old name" }));
  seedUsers(simulator, people, VIRTUAL_START);
  const stream: ConfiguredStream = { name: "people", mode, object: "users", primaryKey: "external_id" };
  const renamed = records.map((data) => ({ ...data, name: "New name" }));
  return syncEffect(simulator, renamed, { stream });
}

/**
 * What a refused look-up means for the rest of its batch: nothing was sent, so nothing can have been written before.
 */
test.each([
  { mode: "append", records: [...PEOPLE, LONG], outcomes: { already_exists: 5, zendesk_error: 1 } },
  { mode: "append", records: [...PEOPLE, ODD_PLACE], outcomes: { already_exists: 5, zendesk_error: 1 } },
  { mode: "soft_delete", records: [...ABSENT, LONG], outcomes: { unchanged: 3, zendesk_error: 1 } },
] as const)("a batch ($mode) whose look-up was refused was not sent", async ({ mode, outcomes, records }) => {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faults: [refusals] });
  const effect = await renaming(simulator, mode, records);
  expect(effect.outcomes).toEqual(outcomes);
  expect(effect.after).toEqual(effect.before);
});

test("a key that cannot be looked up does not hide why other records are rejected", async () => {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faults: [refusals, refusedRow] });
  const { outcomes } = await syncEffect(simulator, [...ABSENT, LONG]);
  expect(outcomes).toEqual({ missing_required_field: 3, zendesk_error: 1 });
});

/** Once its job is accepted, the row may be written, whatever happened to the look-ups around it. */
test.each([
  { mode: "append", records: [{ external_id: "new" }, LONG], outcomes: { created: 1, zendesk_error: 1 } },
  { mode: "soft_delete", records: [{ external_id: "u1" }, LONG], outcomes: { deleted: 1, zendesk_error: 1 } },
] as const)("a row ($mode) whose job ended without results counts as done", async ({ mode, outcomes, records }) => {
  const silentOnce = { jobs: 0 };
  const silence: Fault = { job: () => (silentOnce.jobs++ === 0 ? { end: "failed", applied: "all" } : undefined) };
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faults: [refusals, silence] });
  const effect = await renaming(simulator, mode, records);
  expect(effect.outcomes).toEqual(outcomes);
});

/** The look-ups after the job are refused as often as would reject a record that was never sent. */
test("a row that may be written is not rejected because a later look-up is refused", async () => {
  let jobs = 0;
  let refused = 0;
  const silence: Fault = { job: () => (jobs++ === 0 ? { end: "failed", applied: "all" } : undefined) };
  const laterRefusals: Fault = {
    before: ({ path }) =>
      jobs > 0 && path.includes("users/show_many") && refused++ < 5
        ? { status: 422, headers: {}, body: '{"error":"invalid"}' }
        : undefined,
  };
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faults: [laterRefusals, silence] });
  const effect = await renaming(simulator, "append", [{ external_id: "new" }]);
  expect(effect.outcomes).toEqual({ created: 1 });
});

test.each([
  { title: "an update", mode: "update", settings: {}, outcomes: { zendesk_error: 1 } },
  { title: "a dry run", mode: "update", settings: { dry_run: true }, outcomes: { zendesk_error: 1 } },
  {
    title: "a record beside unchanged ones",
    mode: "update",
    settings: { skip_unchanged: true },
    outcomes: { unchanged: 5, zendesk_error: 1 },
  },
] as const)("$title whose look-up is refused is rejected, though nothing is written", async (sync) => {
  const { mode, outcomes, settings } = sync;
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faults: [refusals] });
  const people = PEOPLE.map((person) => ({ ...person, name: "Old name" }));
  seedUsers(simulator, people, VIRTUAL_START);
  const stream: ConfiguredStream = { name: "people", mode, object: "users", primaryKey: "external_id" };
  const records = [...("unchanged" in outcomes ? people : []), { ...LONG, name: "New name" }];
  const { output } = await syncOnVirtualTime({
    simulator,
    settings,
    streams: [stream],
    input: [...records.map((data) => record(data, stream)), streamState(1, stream)],
  });
  expect(output.errors).toEqual([]);
  const { read: _read, rejected, ...counted } = summaryOf(output, "people");
  expect({ rejected, counted }).toEqual({ rejected: 1, counted: outcomes });
});
