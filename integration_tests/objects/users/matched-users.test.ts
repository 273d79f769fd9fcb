import { describe, expect, test } from "vitest";
import { type KeyedSync, runKeyedSync } from "./keyed-users.ts";

const NEW = { name: "New", notes: "new" };

const SYNCS: readonly KeyedSync[] = [
  {
    title: "an update by a key with a comma finds the one user who has the whole of it",
    mode: "update",
    records: [
      { external_id: "c-3,c-4", notes: "new" },
      { external_id: "c-1,c-2", notes: "new" },
    ],
    outcomes: { updated: 1, not_found: 1 },
    changes: { "c-3,c-4": { notes: "new" } },
  },
  {
    title: "keys are compared without regard to case",
    mode: "update",
    records: [{ external_id: "C-1", notes: "new" }],
    outcomes: { updated: 1 },
    changes: { "c-1": { notes: "new" } },
  },
  {
    title: "an update by a secondary address finds its user, whose addresses stay as they are",
    mode: "update",
    key: "email",
    records: [
      { email: "ONE@second.example.com", ...NEW },
      { email: "one@third.example.com", ...NEW },
    ],
    outcomes: { updated: 1, not_found: 1 },
    changes: { "c-1": NEW },
  },
  {
    title: "an insert with a new external_id and another user's address changes no user",
    mode: "append",
    records: [{ external_id: "c-9", email: "two@example.com", ...NEW }],
    outcomes: { duplicate_value: 1 },
  },
  {
    title: "an insert whose address is another user's secondary one changes no user",
    mode: "append",
    key: "email",
    records: [{ email: "one@second.example.com", ...NEW }],
    outcomes: { already_exists: 1 },
  },
  {
    title: "an insert without a name is rejected",
    mode: "append",
    records: [{ external_id: "c-9", notes: "new" }],
    outcomes: { missing_required_field: 1 },
  },
  {
    title: "two inserts of one person create one user",
    mode: "append",
    records: [
      { external_id: "c-9", ...NEW },
      { external_id: "C-9", name: "Newer" },
    ],
    outcomes: { created: 1, already_exists: 1 },
    created: [{ external_id: "c-9", ...NEW }],
  },
  {
    title: "an update does not need a name, and writes one",
    mode: "update",
    records: [
      { external_id: "c-1", notes: "new" },
      { external_id: "c-2", ...NEW },
    ],
    outcomes: { updated: 2 },
    changes: { "c-1": { notes: "new" }, "c-2": NEW },
  },
  {
    title: "an update to another user's address writes nothing of the record",
    mode: "update",
    records: [{ external_id: "c-1", email: "two@example.com", ...NEW }],
    outcomes: { duplicate_value: 1 },
  },
  {
    title: "an upsert with the keys of two users writes nothing of the record",
    mode: "append_dedup",
    settings: {},
    records: [{ external_id: "c-1", email: "two@example.com", ...NEW }],
    outcomes: { duplicate_value: 1 },
  },
  {
    title: "an upsert matched by email leaves external_id alone",
    mode: "append_dedup",
    key: "email",
    settings: {},
    records: [
      { email: "one@example.com", external_id: "c-2", ...NEW },
      { email: "nine@example.com", external_id: "c-2", ...NEW },
    ],
    outcomes: { updated: 1, created: 1 },
    changes: { "c-1": NEW },
    created: [{ email: "nine@example.com", external_id: null, ...NEW }],
  },
  {
    title: "an upsert without the chosen key falls back to the other",
    mode: "append_dedup",
    key: "email",
    settings: {},
    records: [{ external_id: "c-2", ...NEW }],
    outcomes: { updated: 1 },
    changes: { "c-2": NEW },
  },
  {
    title: "an upsert without a name updates existing users and creates none",
    mode: "append_dedup",
    settings: {},
    records: [
      { external_id: "c-1", notes: "new" },
      { external_id: "c-9", notes: "new" },
    ],
    outcomes: { updated: 1, missing_required_field: 1 },
    changes: { "c-1": { notes: "new" } },
  },
  {
    title: "an upsert by address without a name needs a user with the address",
    mode: "append_dedup",
    key: "email",
    settings: {},
    records: [
      { email: "two@example.com", notes: "new" },
      { email: "nine@example.com", notes: "new" },
    ],
    outcomes: { updated: 1, missing_required_field: 1 },
    changes: { "c-2": { notes: "new" } },
  },
  ...(["append", "update"] as const).map((mode) => ({
    title: `a record without the chosen key is rejected, because only upserts fall back to another (${mode})`,
    mode,
    key: "email",
    records: [{ external_id: mode === "append" ? "c-9" : "c-1", ...NEW }],
    outcomes: { missing_key: 1 },
  })),
];

const CASES = SYNCS.flatMap((sync) => [
  { ...sync, how: "in bulk", options: {} },
  { ...sync, how: "without bulk imports", options: { importsDisabled: true } },
]);

describe("only the user who really has the record's key is changed", () => {
  test.each(CASES)("$title ($how)", async ({ options, ...sync }) => {
    const { actual, expected } = await runKeyedSync(sync, options);
    expect(actual).toEqual(expected);
  });
});
