import { expect, test } from "vitest";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { DROPPING, syncUsers, userWith } from "../../../testing/connector/user-sync.ts";

/** What Zendesk holds after a source sends this value. */
const VALUES: readonly (readonly [key: string, sent: unknown, held: unknown])[] = [
  ["loyalty_tier", "Gold", "gold"],
  ["loyalty_tier", "gold", "gold"],
  ["loyalty_tier", " SILVER ", "silver"],
  ["interests", ["Running", "hiking"], ["running", "hiking"]],
  ["interests", "Cycling, Running", ["cycling", "running"]],
  ["interests", "{Cycling,Running}", ["cycling", "running"]],
  ["interests", "Cycling;Running", ["cycling", "running"]],
  ["company_size", "1200", 1200],
  ["company_size", 1200.0, 1200],
  ["lifetime_value", "12.345", 12.35],
  ["newsletter", "yes", true],
  ["newsletter", 0, false],
  ["signup_date", "2026-02-28T23:59:59-11:00", "2026-02-28T00:00:00+00:00"],
  ["state", "New York", "NY"],
  ["state", "ca", "CA"],
  ["shipping_address", "1 Main Street\n\nSpringfield", "1 Main Street\n\nSpringfield"],
  ["customer_number", "AB-1234", "AB-1234"],
  ["referred_by", 6_164_068_768_154, "6164068768154"],
];

test("values of every type reach Zendesk in its own form: labels as option values, states as codes", async () => {
  const { output, rejects, users } = await syncUsers(
    VALUES.map(([key, sent], index) => ({ ...userWith({ [key]: sent }), external_id: `${index}` })),
  );
  expect(rejects).toEqual([]);
  expect(output.counts).toMatchObject({ created: VALUES.length });
  const byId = new Map(users.map((user) => [user.external_id, user.user_fields]));
  const held = VALUES.map(([key, sent], index) => [key, sent, byId.get(`${index}`)?.[key]]);
  expect(held).toEqual(VALUES);
});

/** Zendesk would refuse some of these, change others, and drop the rest. */
const INVALID: readonly (readonly [column: string, value: unknown])[] = [
  ["user_fields.loyalty_tier", "Platinum"],
  ["user_fields.interests", ["Running", "Sleeping"]],
  ["user_fields.company_size", "a dozen"],
  ["user_fields.company_size", 1.5],
  ["user_fields.lifetime_value", "123456789.00"],
  ["user_fields.newsletter", "perhaps"],
  ["user_fields.signup_date", "31 February"],
  ["user_fields.state", "Bavaria"],
  ["user_fields.shipping_address", ["a", "list"]],
  ["user_fields.customer_number", "ab 12"],
  ["user_fields.referred_by", "none"],
  ["phone", "extension 12"],
  ["email", "no address"],
  ["tags", { vip: true }],
  ["tags", "['vip', 'eu'"],
  ["time_zone", "Mars/Phobos"],
  ["locale", "English"],
  ["remote_photo_url", "file:///etc/passwd"],
  ["shared_phone_number", "maybe"],
];

const invalidRecord = ([column, value]: (typeof INVALID)[number], index: number): RecordData => ({
  external_id: `${index}`,
  name: "Somebody",
  notes: "kept notes",
  [column]: value,
});

test("an invalid value rejects its record, with the field and a reason that does not quote it", async () => {
  const { output, rejects, users } = await syncUsers(INVALID.map(invalidRecord));
  expect(output.counts).toMatchObject({ created: 0, rejected: INVALID.length });
  expect(users).toEqual([]);
  const reasons = rejects.map(({ rejected_field, rejected_reason, record: data }) => ({
    rejected_field,
    rejected_reason,
    data,
  }));
  expect(reasons).toEqual(
    INVALID.map((each, index) => ({
      rejected_field: each[0],
      rejected_reason: "invalid_value",
      data: invalidRecord(each, index),
    })),
  );
});

test("with drop_value, an invalid value is dropped with one warning per field, and the rest is written", async () => {
  const { output, users } = await syncUsers(INVALID.map(invalidRecord), DROPPING);
  expect(output.counts).toMatchObject({ created: INVALID.length, rejected: 0 });
  expect(users.map(({ name, notes }) => [name, notes])).toEqual(INVALID.map(() => ["Somebody", "kept notes"]));
  for (const { email, phone, tags, user_fields } of users) {
    const fields = Object.values(user_fields).filter((value) => value !== null);
    expect({ email, phone, tags, fields }).toEqual({ email: null, phone: null, tags: [], fields: [] });
  }
  const fields = new Set(INVALID.map(([column]) => column));
  expect(output.warnings).toHaveLength(fields.size);
  for (const field of fields) {
    expect(output.warnings).toEqual(expect.arrayContaining([expect.stringContaining(` ${field}. The value`)]));
  }
});

const LOCALES: readonly (readonly [sent: string, held: string | undefined])[] = [
  ["en_US", "en-US"],
  ["PT-br", "pt-BR"],
  ["de", "de"],
  // Languages that are not enabled in the account.
  ["sv", undefined],
  ["en", undefined],
];

test("a locale must be one of the account's, which are read once if the stream's schema names the column", async () => {
  const stream = { name: "users", columns: ["external_id", "name", "locale"] };
  const records = LOCALES.map(([sent], index) => ({ external_id: `${index}`, name: "Somebody", locale: sent }));
  const { rejects, requests, users } = await syncUsers(records, {}, stream);
  expect(users.map(({ external_id, locale }) => [external_id, locale])).toEqual(
    LOCALES.flatMap(([, held], index) => (held === undefined ? [] : [[`${index}`, held]])),
  );
  expect(rejects.map(({ rejected_field, rejected_reason }) => [rejected_field, rejected_reason])).toEqual([
    ["locale", "invalid_value"],
    ["locale", "invalid_value"],
  ]);
  expect(requests["GET /api/v2/locales"]).toBe(1);
});

test("the account's locales are not read if no stream names the column", async () => {
  const { requests } = await syncUsers([userWith({})]);
  expect(requests["GET /api/v2/locales"]).toBeUndefined();
});
