import { describe, expect, it } from "vitest";
import { flat, map, mapperFor } from "./test-support/mapper-for.ts";

describe("a record", () => {
  it("is found by external_id before email, and keeps both", () => {
    expect(map({ external_id: 7, email: "a@example.com", name: "A" })).toMatchObject({
      key: { column: "external_id", value: "7" },
      values: { external_id: "7", email: "a@example.com", name: "A" },
    });
  });

  it("matched by email is sent without its external_id, but keeps it as an identity", () => {
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

  it("treats flat and nested custom fields alike, and leaves out Airbyte's own columns", () => {
    const nested = map({ external_id: "1", user_fields: { plan: "pro" }, _airbyte_raw_id: "x", _ab_source_file: "y" });
    expect(nested).toMatchObject({ values: { external_id: "1", "user_fields.plan": "pro" } });
    expect(nested).toEqual(map({ external_id: "1", "user_fields.plan": "pro" }));
  });

  it("is written only by its mapping, if there is one", () => {
    const mapping = new Map([
      ["external_id", ["customer"]],
      ["user_fields.plan", ["constructor"]],
    ]);
    expect(map({ customer: 5, name: "A", email: "a@example.com" }, { mapping })).toMatchObject({
      values: { external_id: "5" },
    });
  });

  it("treats keys that would change a prototype as data", () => {
    const data = JSON.parse('{"external_id":"1","__proto__":{"name":"evil"},"user_fields.__proto__":"x"}') as object;
    expect(flat(mapperFor({}).mapper.map({ data: data as Record<string, unknown>, changes: [] }))).toMatchObject({
      kind: "rejected",
      rejection: { reason: "unknown_field", field: "user_fields.__proto__" },
    });
  });

  it("marked as deleted is ignored, or deletes by a valid key whatever the others are", () => {
    const data = { external_id: "1", email: "no address", name: 5, _ab_cdc_deleted_at: "2026-11-22" };
    expect(map(data)).toEqual({ kind: "ignored" });
    expect(map(data, {}, { deletedRecords: "soft_delete" })).toMatchObject({
      mode: "delete",
      key: { column: "external_id", value: "1" },
      values: { external_id: "1" },
    });
  });

  it("names each column that is not written once, and never its value", () => {
    const { mapper, logged } = mapperFor({});
    for (let n = 0; n < 3; n++) mapper.map({ data: { external_id: "1", shoe_size: "secret-value" }, changes: [] });
    expect(logged).toEqual([expect.stringContaining('"shoe_size"')]);
    expect(logged.join()).not.toContain("secret-value");
  });
});

describe("columns", () => {
  it.each<[what: string, data: object, values: object]>([
    [
      "in another case are fields",
      { EXTERNAL_ID: "1", Email: "a@example.com" },
      { external_id: "1", email: "a@example.com" },
    ],
    [
      "in the exact case go before others",
      { external_id: "1", name: "right", NAME: "wrong" },
      { external_id: "1", name: "right" },
    ],
    ["of which two fit are left out", { external_id: "1", Name: "one", NAME: "other" }, { external_id: "1" }],
    [
      "of custom fields may be in another case",
      { external_id: "1", "USER_FIELDS.PLAN": "pro" },
      { external_id: "1", "user_fields.plan": "pro" },
    ],
    [
      "of custom fields may be nested in another case",
      { external_id: "1", USER_FIELDS: { Plan: "pro" } },
      { external_id: "1", "user_fields.plan": "pro" },
    ],
    [
      "of custom fields may be JSON text",
      { external_id: "1", user_fields: '{"plan":"pro"}' },
      { external_id: "1", "user_fields.plan": "pro" },
    ],
    ["of custom fields may be null", { external_id: "1", user_fields: null }, { external_id: "1" }],
    [
      "of Airbyte's own are silently left out regardless of case",
      { external_id: "1", _AIRBYTE_RAW_ID: "x" },
      { external_id: "1" },
    ],
  ])("%s", (_what, data, values) => {
    const mapped = map(data);
    expect(mapped).toMatchObject({ kind: "mapped" });
    expect("values" in mapped && mapped.values).toEqual(values);
  });

  it("of custom fields reject the record if they do not contain an object", () => {
    expect(map({ external_id: "1", user_fields: "pro" })).toMatchObject({
      rejection: { reason: "invalid_value", field: "user_fields", message: expect.stringContaining("JSON text") },
    });
  });

  it("that are not written are named together: first those of the schema and the first record, later the others", () => {
    const properties = { external_id: {}, hat: {}, password: {}, _ab_source_file: {}, is_deleted: {} };
    const { mapper, logged } = mapperFor({ stream: { name: "people", json_schema: { properties } } });
    const long = "x".repeat(101);
    mapper.map({ data: { external_id: "1", shoe: 1, [long]: 2 }, changes: [] });
    expect(logged).toEqual([
      'These columns of the stream "people" are not written: "hat", "is_deleted", "shoe" and 1 more (users do not have ' +
        'this field); "password" (never written by this connector). To have "is_deleted" mark records as deleted, name the ' +
        'column in "deleted_when" of the stream\'s entry.',
    ]);
    mapper.map({ data: { external_id: "2", glove: 1, shoe: 1 }, changes: [] });
    mapper.map({ data: { external_id: "3", scarf: 1 }, changes: [] });
    mapper.finish();
    mapper.finish();
    expect(logged.slice(1)).toEqual([expect.stringContaining('not written: "glove", "scarf" (')]);
  });

  it("that mark deleted records are not reported as not written", () => {
    const { mapper, logged } = mapperFor({ deletedWhen: "GONE" });
    expect(mapper.map({ data: { external_id: "1", gone: "no" }, changes: [] })).toMatchObject({ kind: "mapped" });
    expect(mapper.map({ data: { external_id: "1", gone: "yes" }, changes: [] })).toEqual({ kind: "ignored" });
    expect(logged).toEqual([]);
  });
});

describe("a field of several columns", () => {
  const mapping = new Map([
    ["external_id", ["id"]],
    ["name", ["first", "profile.last"]],
  ]);
  const nameOf = (data: object, changes: readonly object[] = []): unknown => {
    const mapped = mapperFor({ mapping }, { nullHandling: "clear" }).mapper.map({
      data: { id: "1", ...data },
      changes: changes as [],
    });
    return mapped.kind === "mapped" ? mapped.row.values["name"] : mapped;
  };

  it.each<[data: object, name: unknown]>([
    [{ first: "Bob", profile: { last: "Biller" } }, "Bob Biller"],
    [{ first: " Bob ", profile: { last: "" } }, "Bob"],
    [{ first: null, profile: { last: "Biller" } }, "Biller"],
    [{ first: "Bob" }, "Bob"],
    [{ first: 7, profile: { last: true } }, "7 true"],
    [{ first: null, profile: null }, undefined],
    [{}, undefined],
  ])("joins the values that exist of %j: %j", (data, name) => {
    expect(nameOf(data)).toBe(name);
  });

  it("is invalid if one of them contains a list", () => {
    expect(nameOf({ first: ["Bob"], profile: { last: "Biller" } })).toMatchObject({ rejection: { field: "name" } });
  });

  it("is left alone if the source lost a part", () => {
    const lost = { field: "first", change: "NULLED", reason: "SOURCE_RETRIEVAL_ERROR" };
    expect(nameOf({ first: null, profile: { last: "Biller" } }, [lost])).toBeUndefined();
  });
});

describe("a rejected record", () => {
  it("says everything that is wrong with it, with the field and the reason of the first problem", () => {
    expect(map({ phone: "nothing", email: "no address", user_fields: { plam: 1 } })).toMatchObject({
      rejection: {
        reason: "invalid_value",
        field: "phone",
        message: expect.stringMatching(/value of phone .*value of email .*value of user_fields\.plam /),
      },
    });
  });

  it("says that it has no key, in addition to what else is wrong", () => {
    expect(map({ phone: "nothing" })).toMatchObject({
      rejection: { field: "phone", message: expect.stringMatching(/value of phone .*needs external_id or email/) },
    });
  });

  it("has a printable field name that comes from the account or the columns, never from inside a value", () => {
    expect(map({ external_id: "1", user_fields: { "ana@example.com": 1 } })).toMatchObject({
      rejection: { field: "user_fields.ana@example.com", shownField: "user_fields" },
    });
    expect(map({ external_id: "1", [`user_fields.${"x".repeat(101)}`]: 1 })).toMatchObject({
      rejection: { shownField: "user_fields" },
    });
    expect(map({ external_id: "1", "user_fields.plam": 1 })).toMatchObject({
      rejection: { shownField: "user_fields.plam" },
    });
    const { mapper, logged } = mapperFor({}, { onInvalidValue: "drop_value" });
    mapper.map({ data: { external_id: "1", user_fields: { "ana@example.com": 1 } }, changes: [] });
    expect(logged).toEqual(["dropped user_fields", expect.stringContaining("invalid value in user_fields.")]);
  });
});

it("a record that falls back to another key is reported once per stream", () => {
  const { mapper, logged } = mapperFor({ matchingKey: "email" });
  for (const external_id of ["1", "2"]) mapper.map({ data: { external_id }, changes: [] });
  expect(logged).toEqual([expect.stringMatching(/"people" has no email.*by external_id instead/)]);
});
