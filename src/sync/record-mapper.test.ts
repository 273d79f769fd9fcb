import { describe, expect, it } from "vitest";
import { objectRules } from "../fields/object-rules.ts";
import { createUsers } from "../objects/users/users.ts";
import { RecordMapper } from "./record-mapper.ts";
import type { StreamPlan } from "./stream-plan.ts";

const users = createUsers({
  skipVerifyEmail: true,
  allowRoles: false,
  tagsMode: "add",
  organizationMode: "add",
  emailChange: "add_secondary",
  skipUnchanged: false,
  dryRun: false,
  whenBulkImportDisabled: "fall_back",
});
const rules = objectRules(
  users.columns,
  users.customFieldPrefix,
  [{ key: "plan", type: "text", title: "Plan", active: true }],
  { phoneCountry: "US", usStateFields: [], decimalPlaces: 2 },
);

function mapperFor(plan: Partial<StreamPlan>, settings: object = {}): { mapper: RecordMapper; told: string[] } {
  const told: string[] = [];
  const log = (message: string): void => void told.push(message);
  const mapper = new RecordMapper({
    plan: {
      stream: { name: "people", json_schema: {} },
      object: users,
      mode: "upsert",
      matchingKey: undefined,
      mapping: undefined,
      ...plan,
    },
    rules,
    settings: { nullHandling: "ignore", onInvalidValue: "reject_record", deletedRecords: "ignore", ...settings },
    logger: { debug: log, info: log, warn: log, error: log, redact: () => {} },
    onDropped: (field) => told.push(`dropped ${field}`),
  });
  return { mapper, told };
}

const map = (data: object, plan: Partial<StreamPlan> = {}, settings: object = {}) =>
  mapperFor(plan, settings).mapper.map({ data: { ...data }, changes: [] });

describe("a record", () => {
  it("is found by external_id before email, and keeps both", () => {
    expect(map({ external_id: 7, email: "a@example.com", name: "A" })).toMatchObject({
      key: { column: "external_id", value: "7" },
      values: { external_id: "7", email: "a@example.com", name: "A" },
    });
  });

  it("matched by email leaves its external_id out of what is sent, but not out of whose it is", () => {
    expect(map({ external_id: 7, email: "a@example.com" }, { matchingKey: "email" })).toMatchObject({
      key: { column: "email" },
      values: { email: "a@example.com" },
      identities: ["external_id:7", "email:a@example.com"],
    });
  });

  it.each([
    ["upsert", { key: { column: "external_id", value: "7" } }],
    ["update", { kind: "rejected", rejection: { reason: "missing_key", field: "email" } }],
    ["delete", { kind: "rejected", rejection: { reason: "missing_key", field: "email" } }],
  ] as const)("without the chosen key falls back to another in an upsert only (%s)", (mode, expected) => {
    expect(map({ external_id: 7 }, { matchingKey: "email", mode })).toMatchObject(expected);
  });

  it("gives flat and nested custom fields alike, and no column of Airbyte's own", () => {
    const nested = map({ external_id: "1", user_fields: { plan: "pro" }, _airbyte_raw_id: "x", _ab_source_file: "y" });
    expect(nested).toMatchObject({ values: { external_id: "1", "user_fields.plan": "pro" } });
    expect(nested).toEqual(map({ external_id: "1", "user_fields.plan": "pro" }));
  });

  it("is written by its mapping alone, where there is one", () => {
    const mapping = new Map([
      ["external_id", "customer"],
      ["user_fields.plan", "constructor"],
    ]);
    expect(map({ customer: 5, name: "A", email: "a@example.com" }, { mapping })).toMatchObject({
      values: { external_id: "5" },
    });
  });

  it("treats keys that would change a prototype as data", () => {
    const data = JSON.parse('{"external_id":"1","__proto__":{"name":"evil"},"user_fields.__proto__":"x"}') as object;
    expect(mapperFor({}).mapper.map({ data: data as Record<string, unknown>, changes: [] })).toMatchObject({
      kind: "rejected",
      rejection: { reason: "unknown_field", field: "user_fields.__proto__" },
    });
  });

  it("marked as deleted is ignored, or deletes by a key that is right whatever the others are", () => {
    const data = { external_id: "1", email: "no address", name: 5, _ab_cdc_deleted_at: "2026-11-22" };
    expect(map(data)).toEqual({ kind: "ignored" });
    expect(map(data, {}, { deletedRecords: "soft_delete" })).toMatchObject({
      mode: "delete",
      key: { column: "external_id", value: "1" },
      values: { external_id: "1" },
    });
  });

  it("is told once of each column that is left out, by its name and never its value", () => {
    const { mapper, told } = mapperFor({});
    for (let n = 0; n < 3; n++) mapper.map({ data: { external_id: "1", shoe_size: "secret-value" }, changes: [] });
    expect(told).toEqual([expect.stringContaining('"shoe_size"')]);
    expect(told.join()).not.toContain("secret-value");
  });
});
