import { describe, expect, test } from "vitest";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { seededAccount } from "../../../testing/account/seeded-account.ts";
import { syncEffect, usersWith } from "../../../testing/connector/sync-effect.ts";

/** What Zendesk shows after a null empties a column; the account's other fields are covered too. */
const CLEARED: Readonly<Record<string, unknown>> = {
  phone: null,
  alias: null,
  details: null,
  notes: null,
  // Null where there is no phone.
  shared_phone_number: null,
  // Zendesk shows the account's own.
  locale: "en-US",
  time_zone: "Eastern Time (US & Canada)",
};
const CUSTOM = [
  "company_size",
  "loyalty_tier",
  "lifetime_value",
  "newsletter",
  "signup_date",
  "state",
  "shipping_address",
  "interests",
  "customer_number",
  "referred_by",
];

const columnsOf = (value: unknown): RecordData =>
  Object.fromEntries(
    [...Object.keys(CLEARED), ...CUSTOM.map((key) => `user_fields.${key}`)].map((column) => [column, value]),
  );

/** All columns that a record may have, empty. */
const EMPTY: RecordData = {
  ...columnsOf(null),
  name: null,
  tags: null,
  organization: null,
  organization_id: null,
  remote_photo_url: null,
};

const KEYINGS: readonly RecordData[] = [
  { external_id: "person", email: null },
  { email: "person@example.com", external_id: null },
];

const EMPTIED = { ...CLEARED, user_fields: Object.fromEntries(CUSTOM.map((key) => [key, null])) };

describe("an existing user", () => {
  test.each(
    KEYINGS.flatMap((keys) => [
      { keys, record: EMPTY },
      { keys, record: columnsOf("  ") },
    ]),
  )("keeps every value when nulls are ignored ($keys)", async ({ keys, record }) => {
    for (const settings of [{}, { tags_mode: "replace", organization_mode: "replace" }]) {
      const sync = await syncEffect(seededAccount(), [{ ...record, ...keys }], { settings });
      expect(sync.outcomes).toEqual({ updated: 1 });
      expect(sync.after).toEqual(usersWith(sync, { person: {} }));
    }
  });

  test.each(
    KEYINGS.flatMap((keys) => [
      { what: "scalar fields alone", keys, settings: {}, also: {} },
      { what: "scalar fields alone when tags are removed", keys, settings: { tags_mode: "remove" }, also: {} },
      { what: "its tags too when they are replaced", keys, settings: { tags_mode: "replace" }, also: { tags: [] } },
      {
        what: "its organizations too when they are replaced",
        keys,
        settings: { organization_mode: "replace" },
        also: { organization_id: null, organization_ids: [] },
      },
    ]),
  )("loses $what when nulls clear ($keys)", async ({ keys, settings, also }) => {
    const sync = await syncEffect(seededAccount(), [{ ...EMPTY, ...keys }], {
      settings: { ...settings, null_handling: "clear" },
    });
    expect(sync.outcomes).toEqual({ updated: 1 });
    expect(sync.after).toEqual(usersWith(sync, { person: { ...EMPTIED, ...also } }));
  });

  test("loses the same values through blank text as through null", async () => {
    const record = { external_id: "person", ...columnsOf("  "), tags: " ", name: " " };
    const sync = await syncEffect(seededAccount(), [record], {
      settings: { null_handling: "clear", tags_mode: "replace" },
    });
    expect(sync.after).toEqual(usersWith(sync, { person: { ...EMPTIED, tags: [] } }));
  });

  test("loses nothing through absent columns", async () => {
    const sync = await syncEffect(seededAccount(), [{ external_id: "person" }], {
      settings: { null_handling: "clear" },
    });
    expect(sync.after).toEqual(usersWith(sync, { person: {} }));
  });
});

describe("a null that stands for a value the source lost clears nothing", () => {
  const nulled = (...fields: readonly string[]) => fields.map((field) => ({ field, change: "NULLED" }) as const);

  test("in a flat column", async () => {
    const record = { external_id: "person", notes: null, details: null, tags: null, "user_fields.state": null };
    const sync = await syncEffect(seededAccount(), [record], {
      settings: { null_handling: "clear", tags_mode: "replace" },
      changes: nulled("notes", "tags", "user_fields.state"),
    });
    expect(sync.after).toEqual(usersWith(sync, { person: { details: null } }));
  });

  test.each([
    ["named whole", "user_fields.state"],
    ["named by its column", "user_fields"],
  ])("in a nested column, %s", async (_how, field) => {
    const record = { external_id: "person", details: null, user_fields: { state: null } };
    const sync = await syncEffect(seededAccount(), [record], {
      settings: { null_handling: "clear" },
      changes: nulled(field),
    });
    expect(sync.after).toEqual(usersWith(sync, { person: { details: null } }));
  });

  test("in a column that matches in another case", async () => {
    const record = { external_id: "person", details: null, user_fields: { STATE: null }, NOTES: null };
    const sync = await syncEffect(seededAccount(), [record], {
      settings: { null_handling: "clear" },
      changes: nulled("user_fields.STATE", "NOTES"),
    });
    expect(sync.after).toEqual(usersWith(sync, { person: { details: null } }));
  });

  test.each([
    ["named as it is", "remark"],
    ["named in another case", "REMARK"],
  ])("in a mapped column, %s", async (_how, lost) => {
    const fields = [
      { field: "external_id", column: "key" },
      { field: "notes", column: "Remark" },
      { field: "details", column: "about" },
    ];
    const sync = await syncEffect(seededAccount(), [{ key: "person", remark: null, about: null }], {
      stream: { name: "people" },
      settings: { null_handling: "clear", streams: [{ name: "people", object: "users", fields }] },
      changes: nulled(lost),
    });
    expect(sync.after).toEqual(usersWith(sync, { person: { details: null } }));
  });

  test("but a value that the source cut does", async () => {
    const sync = await syncEffect(seededAccount(), [{ external_id: "person", details: null }], {
      settings: { null_handling: "clear" },
      changes: [{ field: "details", change: "TRUNCATED" }],
    });
    expect(sync.after).toEqual(usersWith(sync, { person: { details: null } }));
  });
});

test("if nulls clear, a later null clears what an earlier record wrote, even if they are merged", async () => {
  const records = [
    { external_id: "person", name: "New name", notes: "New notes", details: "New details" },
    { external_id: "person", name: "New name", notes: null },
  ];
  const cleared = await syncEffect(seededAccount(), records, { settings: { null_handling: "clear" } });
  const changes = { name: "New name", details: "New details" };
  expect(cleared.after).toEqual(usersWith(cleared, { person: { ...changes, notes: null } }));
  const ignored = await syncEffect(seededAccount(), records);
  expect(ignored.after).toEqual(usersWith(ignored, { person: { ...changes, notes: "New notes" } }));
});

test.each([{ external_id: "new" }, { email: "new@example.com" }])(
  "a new user (%o) is created without what is null",
  async (keys) => {
    const record = { ...EMPTY, ...keys, name: "New" };
    const sync = await syncEffect(seededAccount(), [record], {
      settings: { null_handling: "clear", tags_mode: "replace", organization_mode: "replace" },
    });
    expect(sync.outcomes).toEqual({ created: 1 });
    const blank = {
      ...EMPTIED,
      tags: [],
      organization_id: null,
      user_fields: expect.objectContaining(EMPTIED.user_fields) as unknown,
    };
    expect(sync.after).toEqual([...sync.before, expect.objectContaining({ ...blank, ...keys, name: "New" })]);
  },
);
