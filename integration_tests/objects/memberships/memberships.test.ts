import { describe, expect, test } from "vitest";
import type { Fault } from "zendesk-simulator";
import { seededAccount, userOf } from "../../../testing/account/seeded-account.ts";
import { membershipsOf } from "../../../testing/account/simulated-memberships.ts";
import { changesIn, rejectedIn } from "../../../testing/connector/rejected-records.ts";
import { temporaryFolder } from "../../../testing/connector/temporary-folder.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../../testing/connector/virtual-time.ts";
import {
  type ConfiguredStream,
  type RecordData,
  record,
  streamState,
} from "../../../testing/input/airbyte-messages.ts";
import {
  DELETED,
  INSERTED,
  MEMBERSHIPS,
  OBJECT,
  PERSON_IN_ACME,
  listings,
  seedPeople,
  sync,
} from "./membership-sync.ts";

/** The first job to end does not report what happened to its rows. */
function silentJob(): Fault {
  let isCut = false;
  return {
    after: ({ path }, answer) => {
      if (isCut || !path.startsWith("/api/v2/job_statuses") || !answer.body.includes('"completed"')) return undefined;
      isCut = true;
      const { job_statuses: jobs } = JSON.parse(answer.body) as { job_statuses: object[] };
      return { ...answer, body: JSON.stringify({ job_statuses: jobs.map((job) => ({ ...job, results: [] })) }) };
    },
  };
}

test.each<[what: string, dry_run: boolean]>([
  ["is created once", false],
  ["would be created once", true],
])("a membership that two records name by different keys %s", async (_what, dry_run) => {
  const records = [PERSON_IN_ACME, { "user.email": "person@second.example.com", organization: "acme" }];
  const { outcomes } = await sync(seededAccount(), records, { settings: { dry_run } });
  expect(outcomes).toEqual({ created: 1, unchanged: 1 });
});

test("a dry run stores the key of a membership by its columns", async () => {
  const folder = temporaryFolder();
  const settings = { dry_run: true, object_storage_config: { storage_type: "Local", path: folder } };
  await sync(seededAccount(), [{ "user.email": "person@second.example.com", "organization.name": "Acme" }], {
    settings,
  });
  const key = { "user.email": "person@second.example.com", "organization.name": "Acme" };
  expect(changesIn(folder)).toMatchObject([{ would_be: "created", key }]);
});

test.each<[stream: ConfiguredStream, outcomes: Readonly<Record<string, number>>]>([
  [MEMBERSHIPS, { created: 1 }],
  [INSERTED, { created: 1 }],
])("a membership is created once when its job does not report it: %j", async (stream, outcomes) => {
  const effect = await sync(seededAccount({ faults: [silentJob()] }), [PERSON_IN_ACME], { stream });
  expect(effect.outcomes).toEqual(outcomes);
  expect(effect.after).toHaveLength(effect.before.length + 1);
});

test.each<[stream: ConfiguredStream, outcomes: Readonly<Record<string, number>>]>([
  [MEMBERSHIPS, { created: 1, unchanged: 1 }],
  [INSERTED, { created: 1, already_exists: 1 }],
])(
  "a second record of a membership has not created it, although its job says nothing: %j",
  async (stream, outcomes) => {
    let jobs = 0;
    const silence: Fault = { job: () => (jobs++ === 1 ? { applied: "none", showResults: () => [] } : undefined) };
    const simulator = seededAccount({ faults: [silence] });
    expect((await sync(simulator, [PERSON_IN_ACME, PERSON_IN_ACME], { stream })).outcomes).toEqual(outcomes);
  },
);

describe("a record that names something missing", () => {
  const MISSING: readonly (readonly [field: string, record: RecordData])[] = [
    ["user.external_id", { ...PERSON_IN_ACME, "user.external_id": "nowhere" }],
    ["user.email", { "user.email": "nowhere@example.com", "organization.name": "Acme" }],
    ["user_id", { user_id: 987_654_321, "organization.name": "Acme" }],
    ["organization.external_id", { ...PERSON_IN_ACME, "organization.external_id": "nowhere" }],
    ["organization", { "user.email": "person@example.com", organization: "Nowhere" }],
    ["organization_id", { "user.email": "person@example.com", organization_id: 987_654_321 }],
  ];

  test.each(MISSING)("in %s is rejected as not found", async (rejected_field, data) => {
    const folder = temporaryFolder();
    const settings = { object_storage_config: { storage_type: "Local", path: folder } };
    const { after, before, outcomes } = await sync(seededAccount(), [data], { settings });
    expect(outcomes).toEqual({ not_found: 1 });
    expect(rejectedIn(folder)).toEqual([
      expect.objectContaining({ object: OBJECT, rejected_reason: "not_found", rejected_field }),
    ]);
    expect(after).toEqual(before);
  });

  test.each(MISSING)("in %s deletes nothing, and counts as unchanged", async (_field, data) => {
    const { after, before, outcomes } = await sync(seededAccount(), [data], { stream: DELETED });
    expect(outcomes).toEqual({ unchanged: 1 });
    expect(after).toEqual(before);
  });
});

test.each<[what: string, record: RecordData]>([
  ["without a user", { "organization.external_id": "org-acme" }],
  ["without an organization", { "user.external_id": "person" }],
  ["with neither", { default: true }],
])("a record %s has no key", async (_what, data) => {
  const { outcomes } = await sync(seededAccount(), [data]);
  expect(outcomes).toEqual({ missing_key: 1 });
});

test("the 301st organization of a user is rejected with Zendesk's reason", async () => {
  const simulator = seededAccount();
  const person = userOf(simulator, "person").id;
  const { organizations } = simulator.account;
  const ids = Array.from(
    { length: 299 },
    (_, index) => organizations.create(`Org ${index}`, `o-${index}`, VIRTUAL_START).id,
  );
  const records = ids.map((organization_id) => ({ user_id: person, organization_id }));
  const { after, before, outcomes } = await sync(simulator, records);
  expect(outcomes).toEqual({ created: 298, zendesk_error: 1 });
  expect(after).toHaveLength(before.length + 298);
});

describe("memberships to delete", () => {
  test.each<[what: string, people: number, organizations: readonly string[], listed: Readonly<Record<string, number>>]>(
    [
      ["of many people in one organization are found in the organization's list", 60, ["Acme"], { organizations: 1 }],
      ["of one person in many organizations are found in the person's list", 1, ["Acme", "Initech"], { users: 1 }],
      ["of two people in two organizations are found in the people's lists", 2, ["Acme", "Initech"], { users: 2 }],
    ],
  )("%s", async (_what, people, organizations, listed) => {
    const simulator = seededAccount();
    const names = seedPeople(simulator, people);
    const records = names.flatMap((external_id) =>
      organizations.map((name) => ({ "user.external_id": external_id, "organization.name": name })),
    );
    const { endedAt } = await sync(simulator, records);
    const { after, before, outcomes } = await sync(simulator, records, { stream: DELETED, startAt: endedAt });
    expect(outcomes).toEqual({ deleted: records.length });
    expect(after).toHaveLength(before.length - records.length);
    expect(listings(simulator)).toEqual(listed);
  });

  test("are found although their organization has more members than are worth reading", async () => {
    const simulator = seededAccount();
    const names = seedPeople(simulator, 250);
    const all = names.map((name) => ({ "user.external_id": name, "organization.external_id": "org-acme" }));
    const { endedAt } = await sync(simulator, all);
    const records = all.slice(-4);
    const { outcomes } = await sync(simulator, records, { stream: DELETED, startAt: endedAt });
    expect(outcomes).toEqual({ deleted: 4 });
    expect(listings(simulator)).toEqual({ organizations: 2, users: 4 });
  });

  test("count against max_deletions", async () => {
    const simulator = seededAccount();
    const stream = DELETED;
    const input = ["Initech", "Umbrella"].map((name) =>
      record({ "user.external_id": "person", "organization.name": name }, stream),
    );
    const before = membershipsOf(simulator);
    const settings = { max_deletions: 1 };
    const { code, output } = await syncOnVirtualTime({ simulator, settings, streams: [stream], input });
    expect({ code, message: output.errors[0]?.message }).toEqual({ code: 1, message: expect.stringMatching(/delete/) });
    expect(membershipsOf(simulator)).toHaveLength(before.length - 1);
  });

  test("may be an agent's", async () => {
    const records = [{ "user.external_id": "agent", "organization.name": "Umbrella" }];
    expect((await sync(seededAccount(), records, { stream: DELETED })).outcomes).toEqual({ deleted: 1 });
  });
});

test.each<[what: string, names: RecordData]>([
  ["by external ids", { "user.external_id": "new", "organization.external_id": "org-new" }],
  ["by keys that only a search finds, in an index that lags", { "user.email": "new@example.com", organization: "New" }],
])(
  "memberships are written after the users and organizations that they name %s, whatever comes first",
  async (_what, names) => {
    const simulator = seededAccount({ searchDelaySeconds: 3600 });
    const users: ConfiguredStream = { name: "users" };
    const organizations: ConfiguredStream = { name: "organizations" };
    const streams = [MEMBERSHIPS, users, organizations];
    const input = [
      record(names, MEMBERSHIPS),
      record({ external_id: "new", name: "New", email: "new@example.com" }, users),
      record({ external_id: "org-new", name: "New" }, organizations),
      ...streams.map((stream) => streamState(1, stream)),
    ];
    const { code, output } = await syncOnVirtualTime({ simulator, input, streams });
    expect({ code, counts: output.counts }).toMatchObject({ code: 0, counts: { created: 3, rejected: 0 } });
    const { id } = userOf(simulator, "new");
    expect(membershipsOf(simulator).filter(({ user_id }) => user_id === id)).toHaveLength(1);
  },
);

describe("the primary key of a connection", () => {
  const both = { user_id: 1, "user.external_id": "person", "organization.external_id": "org-acme" };

  test("decides which columns name the user and the organization", async () => {
    const primaryKey = ["organization.external_id", "user.external_id"];
    const stream: ConfiguredStream = { ...MEMBERSHIPS, object: OBJECT, primaryKey };
    expect((await sync(seededAccount(), [both], { stream })).outcomes).toEqual({ created: 1 });
  });

  test.each([[["user.external_id"]], [["user.external_id", "user.email"]], [["id"]]])(
    "of %j is refused, because a membership needs both",
    async (primaryKey) => {
      const stream: ConfiguredStream = { ...MEMBERSHIPS, object: OBJECT, primaryKey };
      const { code, output } = await syncOnVirtualTime({
        simulator: seededAccount(),
        streams: [stream],
        input: [record(both, stream)],
      });
      expect(code).toBe(1);
      expect(output.errors[0]?.message).toMatch(
        /can only be matched by user_id, .* or user.email together with organization_id, .* or organization.name/,
      );
    },
  );
});

test("memberships cannot be updated", async () => {
  const stream: ConfiguredStream = { ...MEMBERSHIPS, object: OBJECT, mode: "update" };
  const { code, output } = await syncOnVirtualTime({ simulator: seededAccount(), streams: [stream], input: [] });
  expect({ code, message: output.errors[0]?.message }).toEqual({
    code: 1,
    message: expect.stringMatching(/sync mode update, which organization memberships do not support/),
  });
});
