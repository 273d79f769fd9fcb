import { describe, expect, test } from "vitest";
import type { ConfiguredStream, RecordData } from "../../../testing/input/airbyte-messages.ts";
import { type Settings, DROPPING, syncUsers, userWith } from "../../../testing/connector/user-sync.ts";

const nested = { external_id: {}, user_fields: { type: ["null", "object"], properties: { loyalti_tier: {} } } };
const MAPPING = [
  { field: "external_id", column: "external_id" },
  { field: "name", column: "name" },
  { field: "user_fields.loyalti_tier", column: "tier" },
];
const MISSPELT: readonly (readonly [where: string, stream: ConfiguredStream, settings: Settings])[] = [
  ["a column of the schema", { name: "users", columns: ["external_id", "name", "user_fields.loyalti_tier"] }, {}],
  ["a nested column of the schema", { name: "users", properties: nested }, {}],
  ["the mapping", { name: "users" }, { streams: [{ name: "users", object: "users", fields: MAPPING }] }],
];

describe("a custom field that Zendesk does not have, named by", () => {
  test.each(MISSPELT)("%s, is a config error before anything is written", async (_where, stream, settings) => {
    const { code, output, requests, users } = await syncUsers([userWith({})], settings, stream);
    expect({ code, users, states: output.stateLines }).toEqual({ code: 1, users: [], states: [] });
    expect(output.errors).toEqual([
      expect.objectContaining({
        failure_type: "config_error",
        message: expect.stringMatching(/"users".*user_fields\.loyalti_tier.*not an active custom field.*Admin Center/),
      }),
    ]);
    expect(Object.keys(requests).filter((each) => each.includes("many"))).toEqual([]);
  });

  test.each(MISSPELT)("%s, is a warning where invalid values are dropped", async (_where, stream, settings) => {
    const data = { external_id: "1", name: "Somebody", tier: "Gold", "user_fields.loyalti_tier": "Gold" };
    const { code, output, users } = await syncUsers([data], { ...DROPPING, ...settings }, stream);
    expect({ code, users: users.length }).toEqual({ code: 0, users: 1 });
    expect(output.warnings).toEqual(expect.arrayContaining([expect.stringContaining("user_fields.loyalti_tier")]));
    expect(users[0]).toMatchObject({ name: "Somebody", user_fields: { loyalty_tier: null } });
  });

  test.each<[shape: string, data: RecordData]>([
    ["flat", userWith({ loyalti_tier: "Gold" })],
    ["nested", { external_id: "1", name: "Somebody", user_fields: { loyalti_tier: "Gold" } }],
  ])("a single record (%s), rejects that record, or is dropped", async (_shape, data) => {
    const other = { external_id: "2", name: "Somebody Else" };
    const rejecting = await syncUsers([data, other]);
    expect(rejecting.code).toBe(0);
    expect(rejecting.output.counts).toMatchObject({ created: 1, rejected: 1 });
    expect(rejecting.rejects).toMatchObject([
      { rejected_reason: "unknown_field", rejected_field: "user_fields.loyalti_tier", record: data },
    ]);

    const lenient = await syncUsers([data, other], DROPPING);
    expect(lenient.output.counts).toMatchObject({ created: 2, rejected: 0 });
    expect(lenient.output.warnings).toHaveLength(1);
  });

  test("a single record, with null, does not reject it", async () => {
    const { output } = await syncUsers([userWith({ loyalti_tier: null })], { null_handling: "clear" });
    expect(output.counts).toMatchObject({ created: 1, rejected: 0 });
  });
});

test("a value for a deactivated field is invalid, because Zendesk would silently drop it", async () => {
  const rejecting = await syncUsers([userWith({ old_segment: "retail" })]);
  expect(rejecting.rejects).toMatchObject([
    {
      rejected_reason: "invalid_value",
      rejected_field: "user_fields.old_segment",
      rejected_message: expect.stringMatching(/deactivated/),
    },
  ]);
  expect(rejecting.users).toEqual([]);
  const lenient = await syncUsers([userWith({ old_segment: "retail", company_size: 5 })], DROPPING);
  expect(lenient.output.counts).toMatchObject({ created: 1, rejected: 0 });
  expect(lenient.users).toMatchObject([{ user_fields: { company_size: 5 } }]);
});

test("a deactivated custom field in the schema is a config error, like one that does not exist", async () => {
  const stream = { name: "users", columns: ["external_id", "name", "user_fields.old_segment"] };
  const { code, output, users } = await syncUsers([userWith({})], {}, stream);
  expect({ code, users }).toEqual({ code: 1, users: [] });
  expect(output.errors).toMatchObject([
    { failure_type: "config_error", message: expect.stringMatching(/old_segment.*not an active custom field/) },
  ]);
});

test("a lookup field that names no user rejects its record with the field, unless it names a later record", async () => {
  const records = [
    { ...userWith({ referred_by: "nobody" }), external_id: "1" },
    { ...userWith({ referred_by: "3" }), external_id: "2", "user_fields.referred_by": "external_id:3" },
    { external_id: "3", name: "Somebody Else" },
  ];
  const { output, rejects } = await syncUsers(records);
  expect(output.counts).toMatchObject({ created: 2, rejected: 1 });
  expect(rejects).toMatchObject([
    { rejected_reason: "not_found", rejected_field: "user_fields.referred_by", record: records[0] },
  ]);
});

test("a record that cannot create a user is rejected for that, whatever else is wrong with it", async () => {
  const { rejects } = await syncUsers([{ external_id: "1", "user_fields.referred_by": "external_id:nobody" }]);
  expect(rejects).toMatchObject([{ rejected_reason: "missing_required_field", rejected_field: "name" }]);
});
