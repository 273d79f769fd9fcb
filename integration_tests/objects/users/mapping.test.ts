import { describe, expect, test } from "vitest";
import type { ConfiguredStream, RecordData } from "../../../testing/input/airbyte-messages.ts";
import { DROPPING, syncUsers } from "../../../testing/connector/user-sync.ts";

const PEOPLE: ConfiguredStream = {
  name: "PEOPLE",
  properties: {
    KEY: {},
    FIRST: {},
    LAST: {},
    SIZE: {},
    IS_GONE: {},
    CONTACT: { type: "object", properties: { MAIL: {} } },
  },
  primaryKey: "KEY",
};
const PERSON: RecordData = { KEY: 7, FIRST: "Ana", LAST: "Sample", IS_GONE: "f", CONTACT: { MAIL: "ana@example.com" } };

const entry = (fields: Readonly<Record<string, readonly string[]>>, more: object = {}) => ({
  streams: [
    {
      name: "PEOPLE",
      object: "users",
      ...more,
      fields: Object.entries(fields).flatMap(([field, columns]) => columns.map((column) => ({ field, column }))),
    },
  ],
});

describe("a mapping", () => {
  test("finds columns regardless of case and inside objects, and joins several", async () => {
    const settings = entry({ external_id: ["key"], email: ["contact.mail"], name: ["FIRST", "LAST"] });
    const { output, users } = await syncUsers([PERSON], settings, PEOPLE);
    expect({ counts: output.counts, warnings: output.warnings }).toMatchObject({
      counts: { created: 1 },
      warnings: [],
    });
    expect(users).toMatchObject([{ external_id: "7", email: "ana@example.com", name: "Ana Sample" }]);
  });

  test.each([
    ["a number", { external_id: ["KEY"], "user_fields.company_size": ["SIZE", "KEY"] }, "user_fields.company_size"],
    ["a key", { external_id: ["KEY", "LAST"] }, "external_id"],
    ["a field that is left out", { external_id: ["KEY"], role: ["FIRST", "LAST"] }, "role"],
  ])("that joins columns in %s is a config error", async (_what, fields, named) => {
    const { code, output, users } = await syncUsers([PERSON], entry(fields), PEOPLE);
    expect({ code, users }).toEqual({ code: 1, users: [] });
    expect(output.errors).toMatchObject([
      { failure_type: "config_error", message: expect.stringContaining(`lists "${named}" more than once`) },
    ]);
  });

  test.each([
    ["rejected", {}, 1, { errors: [expect.stringContaining('Zendesk has "user_fields.state"')], warnings: [] }],
    ["left out", DROPPING, 0, { errors: [], warnings: [expect.stringContaining('Zendesk has "user_fields.state"')] }],
  ] as const)(
    "to a custom field in another case is reported before the first write if invalid values are %s",
    async (_what, settings, code, messages) => {
      const mapping = entry({ external_id: ["KEY"], name: ["FIRST"], "user_fields.STATE": ["LAST"] });
      const end = await syncUsers([PERSON], { ...mapping, ...settings }, PEOPLE);
      const { errors, warnings } = end.output;
      expect({ code: end.code, errors: errors.map(({ message }) => message) }).toEqual({
        code,
        errors: messages.errors,
      });
      expect(warnings).toEqual(expect.arrayContaining([...messages.warnings]));
    },
  );

  test("that names missing columns is a config error that suggests the nearest ones", async () => {
    const { code, output, requests } = await syncUsers([PERSON], entry({ external_id: ["KEYS"] }), PEOPLE);
    expect({ code, states: output.stateLines, requests }).toEqual({ code: 1, states: [], requests: {} });
    expect(output.errors[0]?.message).toMatch(/"KEYS".*Did you mean "KEY"\?/);
  });
});

describe("a column that marks deleted records", () => {
  const fields = { external_id: ["KEY"], name: ["FIRST"] };
  const records = [
    { KEY: 1, FIRST: "Lives", IS_GONE: "f" },
    { KEY: 2, FIRST: "Gone", IS_GONE: "t" },
    { KEY: 1, FIRST: "Lives On", IS_GONE: " " },
  ];

  test.each([
    ["ignore", { created: 1, ignored: 1 }],
    ["soft_delete", { created: 1, unchanged: 1 }],
  ] as const)("leaves the others as they are under %s", async (deleted_records, counts) => {
    const settings = { deleted_records, ...entry(fields, { deleted_when: "is_gone" }) };
    const { output, users } = await syncUsers(records, settings, PEOPLE);
    expect(output.counts).toMatchObject(counts);
    expect(users.map(({ name }) => name)).toEqual(["Lives On"]);
  });

  test("deletes the user of a marked record, and of every record in a stream that deletes", async () => {
    const create = { external_id: "1", name: "Gone Soon", _ab_cdc_deleted_at: null };
    const marked = { external_id: "1", _ab_cdc_deleted_at: "2026-11-01" };
    const { output } = await syncUsers([create, marked], { deleted_records: "soft_delete" });
    expect(output.counts).toMatchObject({ created: 1, deleted: 1 });
    const stream: ConfiguredStream = { name: "users", mode: "soft_delete" };
    const unmarked = await syncUsers([{ external_id: "1", _ab_cdc_deleted_at: "" }], {}, stream);
    expect(unmarked.output.counts).toMatchObject({ unchanged: 1, created: 0 });
  });
});

test("no key from inside a value is printed, whether its record is rejected or written without the value", async () => {
  const secret = "ana@example.com";
  const record = {
    external_id: "1",
    name: "Somebody",
    user_fields: { [secret]: "x" },
    [`${secret}${"x".repeat(100)}`]: 1,
  };
  const [rejecting, lenient] = [await syncUsers([record]), await syncUsers([record], DROPPING)];
  expect(rejecting.output.counts).toMatchObject({ rejected: 1 });
  expect(rejecting.rejects).toMatchObject([{ rejected_field: `user_fields.${secret}` }]);
  expect(lenient.output.counts).toMatchObject({ created: 1 });
  for (const { output } of [rejecting, lenient]) {
    expect(output.messages.length).toBeGreaterThan(0);
    expect(JSON.stringify(output.messages)).not.toContain(secret);
  }
});

describe("the setting us_state_fields", () => {
  const record = { external_id: "1", name: "Somebody", user_fields: { state: "California" } };

  test.each(["state", "user_fields.state"])("accepts the key %s", async (key) => {
    const { output, users } = await syncUsers([record], { us_state_fields: [key] });
    expect({ warnings: output.warnings, users }).toMatchObject({
      warnings: [],
      users: [{ user_fields: { state: "CA" } }],
    });
  });

  test("warns about keys that are not text fields, but not for the default", async () => {
    const { output } = await syncUsers([record], { us_state_fields: ["state", "region", "company_size"] });
    expect(output.warnings).toEqual([
      expect.stringContaining('us_state_fields names "region", "company_size", which are not custom text fields'),
    ]);
  });
});
