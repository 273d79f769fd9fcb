import { expect, test } from "vitest";
import { INSERTED, organizationId, seededAccount, userOf } from "../../../testing/account/seeded-account.ts";
import { requestsTo, seedUsers } from "../../../testing/account/simulated-account.ts";
import { compareDryRun, matchedBy, outcomesOf } from "../../../testing/connector/dry-run-comparison.ts";
import type { EffectOptions } from "../../../testing/connector/sync-effect.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";

const OWN = "person@example.com";
const OTHERS = "bystander@example.com";
const OTHERS_SECOND = "Bystander@second.example.com";
const NEW = "somebody@new.example.com";

test.each<[what: string, records: readonly RecordData[], outcomes: RecordData, options?: EffectOptions]>([
  ["free", [{ external_id: "person", email: NEW }], { updated: 1 }],
  [
    "the user's own, as a secondary one",
    [{ external_id: "person", email: "person@second.example.com" }],
    { updated: 1 },
  ],
  ["another user's", [{ external_id: "person", email: OTHERS }], { duplicate_value: 1 }],
  ["another user's secondary one", [{ external_id: "person", email: OTHERS_SECOND }], { duplicate_value: 1 }],
  [
    "another user's, to become the primary one",
    [{ external_id: "person", email: OTHERS }],
    { duplicate_value: 1 },
    { settings: { email_change: "make_primary" } },
  ],
  [
    "another user's, but not written",
    [{ external_id: "person", email: OTHERS, notes: "New" }],
    { updated: 1 },
    { settings: { email_change: "ignore" } },
  ],
  [
    "another user's, in an update",
    [{ external_id: "person", email: OTHERS }],
    { duplicate_value: 1 },
    matchedBy("external_id", "update"),
  ],
  [
    "another user's, for a user who does not exist",
    [{ external_id: "absent", email: OTHERS }],
    { not_found: 1 },
    matchedBy("external_id", "update"),
  ],
  [
    "another user's, for a user to insert",
    [{ external_id: "new", name: "New", email: OTHERS }],
    { duplicate_value: 1 },
    INSERTED,
  ],
  [
    "another user's, for a user to insert whose external id can only be searched for",
    [{ external_id: "a,b", name: "New", email: OTHERS }],
    { already_exists: 1 },
    INSERTED,
  ],
  ["another user's, for a new external id", [{ external_id: "new", name: "New", email: OTHERS }], { updated: 1 }],
  [
    "another user's, for a new external id without a name",
    [{ external_id: "new", email: OTHERS_SECOND }],
    { updated: 1 },
  ],
  [
    "another user's, for a new external id that a later record has too",
    [
      { external_id: "new", email: OTHERS },
      { external_id: "NEW", notes: "New" },
    ],
    { updated: 2 },
  ],
  [
    "another user's, for two new external ids",
    [
      { external_id: "new", email: OTHERS },
      { external_id: "newer", email: OTHERS },
      { external_id: "newer", notes: "New" },
    ],
    { updated: 3 },
  ],
  [
    "another user's, for a new external id, so that the former one is free",
    [
      { external_id: "new", email: OTHERS },
      { external_id: "bystander", name: "New" },
      { external_id: "bystander", notes: "New" },
    ],
    { updated: 2, created: 1 },
  ],
  [
    "another user's, whose own external id an earlier record has replaced",
    [
      { external_id: "new", email: OWN },
      { external_id: "person", email: OTHERS_SECOND, name: "New" },
    ],
    { updated: 2 },
  ],
  [
    "another user's, for new external ids in turn",
    [
      { external_id: "new", email: OTHERS },
      { external_id: "newer", email: OTHERS_SECOND },
      { external_id: "new", email: OTHERS },
    ],
    { updated: 3 },
    { settings: { max_records_per_second: 1 } },
  ],
  [
    "that of a user whom another record finds by the external id that this one replaces",
    [
      { external_id: "person", email: NEW },
      { external_id: "new", email: OWN, notes: "New" },
    ],
    { updated: 2 },
  ],
  [
    "new in two records of existing users",
    [
      { external_id: "person", email: NEW },
      { external_id: "bystander", email: NEW },
    ],
    { updated: 1, duplicate_value: 1 },
  ],
  [
    "that of a user whom an earlier record creates",
    [
      { external_id: "new", name: "New", email: NEW },
      { external_id: "person", email: NEW },
    ],
    { created: 1, duplicate_value: 1 },
  ],
  [
    "that of a user whom an earlier record inserts",
    [
      { external_id: "new", name: "New", email: NEW },
      { external_id: "newer", name: "Newer", email: NEW },
    ],
    { created: 1, duplicate_value: 1 },
    INSERTED,
  ],
  [
    "another user's, for a user whom an earlier record creates",
    [
      { external_id: "new", name: "New" },
      { external_id: "new", email: OTHERS },
    ],
    { created: 1, duplicate_value: 1 },
    { settings: { max_records_per_second: 1 } },
  ],
])(
  "a dry run says of a record whose address is %s what the sync then does",
  async (_what, records, outcomes, options) => {
    const { dry, real } = await compareDryRun(records, options);
    expect(real.outcomes).toEqual(outcomes);
    expect(dry.outcomes).toEqual(outcomes);
    expect(dry.said).toEqual(real.said);
    expect(dry.unchecked).toEqual([]);
  },
);

test("a dry run names the user who has the address", async () => {
  const { dry, simulator } = await compareDryRun([{ external_id: "person", email: OTHERS }]);
  const { id } = userOf(simulator, "bystander");
  expect(dry.rejected).toMatchObject([{ what: "duplicate_value", field: "email", ids: [id] }]);
});

test("a dry run shows what a record with a new external id would change for the user who has its address", async () => {
  const records = [{ external_id: "new", email: OTHERS_SECOND, notes: "New notes", organization: "Acme" }];
  const { dry, simulator } = await compareDryRun(records);
  const held = (["Initech", "Umbrella"] as const).map((name) => organizationId(simulator, name));
  const organizations = { before: held, after: [...held, organizationId(simulator, "Acme")] };
  expect(dry.changes.map(({ fields }) => fields)).toEqual([
    {
      external_id: { before: "bystander", after: "new" },
      notes: { before: "Old notes", after: "New notes" },
      organization_ids: organizations,
    },
  ]);
});

test.each<[stream: string, outcomes: RecordData, options: EffectOptions]>([
  ["that upserts", { deleted: 1, missing_required_field: 1 }, {}],
  ["that updates", { deleted: 1, not_found: 1 }, matchedBy("external_id", "update")],
])("a dry run of a stream %s does not name the user whom it would have deleted", async (_stream, outcomes, options) => {
  const records = [
    { external_id: "bystander", _ab_cdc_deleted_at: "2026-11-01T00:00:00Z" },
    { external_id: "bystander", notes: "New" },
  ];
  const { dry, real } = await compareDryRun(records, { ...options, settings: { deleted_records: "soft_delete" } });
  expect(real.outcomes).toEqual(outcomes);
  expect(dry.rejected).toMatchObject([{ ids: [] }]);
  expect(dry.said).toEqual(real.said);
});

test("an address of a user whom the same dry run would delete counts as not checked", async () => {
  const records = [
    { external_id: "bystander", _ab_cdc_deleted_at: "2026-11-01T00:00:00Z" },
    { external_id: "person", email: OTHERS },
  ];
  const { dry } = await compareDryRun(records, { settings: { deleted_records: "soft_delete" } });
  expect(dry.outcomes).toEqual({ deleted: 1, updated: 1 });
  expect(dry.unchecked).toEqual([expect.stringContaining("1 record has a key")]);
});

test("a dry run looks up 100 addresses, those of existing users first, and counts the others", async () => {
  const simulator = seededAccount();
  const existing = Array.from({ length: 40 }, (_, index) => ({ name: "Name", external_id: `known-${index}` }));
  seedUsers(simulator, existing, VIRTUAL_START);
  const created = Array.from({ length: 70 }, (_, index) => ({
    external_id: `new-${index}`,
    name: "New",
    email: `new-${index}@example.com`,
  }));
  const changed = existing.map(({ external_id }, index) => ({ external_id, email: `changed-${index}@example.com` }));
  const searches = (nowMs: number) => requestsTo(simulator, nowMs)["GET /api/v2/users/search"] ?? 0;
  const before = searches(VIRTUAL_START);
  const dry = await outcomesOf(simulator, [...created.slice(0, 60), ...changed, ...created.slice(60)], {
    settings: { dry_run: true },
  });
  expect(searches(dry.endedAt) - before).toBe(100);
  expect(dry.outcomes).toEqual({ created: 70, updated: 40 });
  expect(dry.unchecked).toEqual([expect.stringContaining("10 records have a key")]);
});
