import { type ConfiguredAirbyteStream, ConfigError } from "airbyte-cdk-typescript";
import { describe, expect, it } from "vitest";
import type { StreamSetting } from "../../config/stream-setting.ts";
import { usersWith } from "../../objects/users/test-support/users-with.ts";
import { type StreamPlan, planStream } from "./stream-plan.ts";

const users = usersWith();

interface Stream extends Omit<Partial<ConfiguredAirbyteStream>, "stream"> {
  readonly name?: string;
  readonly namespace?: string;
  readonly columns?: readonly string[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

function plan(stream: Stream, entry?: Partial<StreamSetting>): StreamPlan {
  const { name = "people", namespace, columns, properties, ...configured } = stream;
  const schemas = properties ?? Object.fromEntries((columns ?? []).map((column) => [column, {}]));
  return planStream(
    {
      stream: { name, json_schema: { properties: schemas }, ...(namespace !== undefined && { namespace }) },
      destination_sync_mode: "append_dedup",
      ...configured,
    },
    { names: ["users"], named: (object) => (object === "users" ? users : undefined) },
    entry ? [{ name, object: "users", ...entry }] : [],
  );
}

const fields = (...entries: readonly (readonly [field: string, column: string])[]) => ({
  fields: entries.map(([field, column]) => ({ field, column })),
});

describe("the object of a stream", () => {
  it.each<[what: string, stream: Stream, entry?: Partial<StreamSetting>]>([
    ["the connection's", { destination_object_name: "users" }],
    ["the entry's", {}, {}],
    ["the one with the stream's name, regardless of case", { name: "USERS" }],
  ])("is %s", (_what, stream, entry) => {
    expect(plan(stream, entry).object).toBe(users);
  });

  it.each<[what: string, stream: Stream, entry: Partial<StreamSetting> | undefined, message: RegExp]>([
    [
      "nothing says it",
      { columns: ["name", "email"] },
      undefined,
      /"people".*add the entry \{"name":"people","object":"users"\}/,
    ],
    [
      "the connection names another",
      { destination_object_name: "Users" },
      {},
      /"Users", which this connector cannot write.*"users"/,
    ],
    [
      "the entry names another",
      {},
      { object: "custom_objects/order" },
      /"custom_objects\/order", which this connector cannot write/,
    ],
  ])("is a config error if %s", (_what, stream, entry, message) => {
    expect(() => plan(stream, entry)).toThrow(message);
  });
});

describe("a mapping", () => {
  it("names columns regardless of case, and paths into objects", () => {
    const properties = {
      ID: {},
      properties: { type: ["null", "object"], properties: { email: {} } },
      "a.b": {},
      free: { type: "object" },
    };
    const entry = fields(["external_id", "id"], ["email", "properties.EMAIL"], ["notes", "a.b"], ["alias", "free.x.y"]);
    expect(plan({ properties }, entry).mapping?.get("email")).toEqual(["properties.EMAIL"]);
  });

  it("collects all columns of a field that is listed several times", () => {
    const entry = fields(["external_id", "id"], ["name", "first"], ["name", "last"]);
    expect(plan({ columns: ["id", "first", "last"] }, entry).mapping?.get("name")).toEqual(["first", "last"]);
  });

  it("joins columns that differ only in case if the stream has both", () => {
    const entry = fields(["external_id", "id"], ["name", "Name"], ["name", "NAME"]);
    expect(plan({ columns: ["id", "Name", "NAME"] }, entry).mapping?.get("name")).toEqual(["Name", "NAME"]);
  });

  it.each<[what: string, entry: Partial<StreamSetting>, message: RegExp]>([
    [
      "a column that the stream does not have",
      fields(["external_id", "ID"], ["phone", "TELEPHON"]),
      /"TELEPHON".*Did you mean "TELEPHONE"\?/,
    ],
    [
      "a path that no column has",
      fields(["external_id", "ID"], ["email", "profile.mail"]),
      /"profile\.mail".*Did you mean "profile\.email"\?/,
    ],
    [
      "a column that no column of the stream resembles",
      fields(["external_id", "ID"], ["phone", "LOYALTY"]),
      /"LOYALTY", which the stream does not have\. It has "ID".*"TELEPHONE"/,
    ],
    ["a path into text", fields(["external_id", "ID"], ["email", "TELEPHONE.email"]), /"TELEPHONE\.email"/],
    ["two columns that differ only in case", fields(["external_id", "key"]), /Key and KEY/],
    [
      "a field that users do not have",
      fields(["external_id", "ID"], ["fone", "TELEPHONE"]),
      /"fone".*Did you mean "phone"\?/,
    ],
    [
      "a custom field without its prefix",
      fields(["external_id", "ID"], ["loyalty_tier", "TELEPHONE"]),
      /"loyalty_tier", which users do not have\. If it is a custom field, write "user_fields\.loyalty_tier"\./,
    ],
    [
      "a custom field with a prefix that users do not have",
      fields(["external_id", "ID"], ["custom_fields.loyalty_tier", "TELEPHONE"]),
      /write "user_fields\.loyalty_tier"/,
    ],
    ["field and column the wrong way round", fields(["ID", "external_id"]), /look reversed/],
    ["the same in another case", fields(["telephone", "Phone"]), /look reversed/],
    ["the same entry twice", fields(["external_id", "ID"], ["name", "ID"], ["name", "ID"]), /has two entries/],
    [
      "one column twice, in two cases",
      fields(["external_id", "ID"], ["name", "ID"], ["name", "Id"]),
      /has two entries/,
    ],
    ["no field to find users by", fields(["name", "ID"]), /does not fill external_id or email/],
  ])("with %s is a config error", (_what, entry, message) => {
    const properties = {
      ID: {},
      TELEPHONE: { type: "string" },
      Key: {},
      KEY: {},
      profile: { type: "object", properties: { email: {} } },
    };
    const planning = (): unknown => plan({ properties }, entry);
    expect(planning).toThrow(ConfigError);
    expect(planning).toThrow(message);
  });

  it("is not called reversed because of a misspelt field", () => {
    const entry = fields(["external_id", "id"], ["emial", "email"]);
    expect(() => plan({ columns: ["id", "email"] }, entry)).toThrow(/"emial"/);
    expect(() => plan({ columns: ["id", "email"] }, entry)).not.toThrow(/reversed/);
  });

  it("names columns that cannot be checked because the schema has none", () => {
    expect(plan({}, fields(["external_id", "anything"])).mapping?.size).toBe(1);
  });
});

describe("a stream whose schema has columns", () => {
  it.each<[what: string, stream: Stream, entry: Partial<StreamSetting>, message: RegExp]>([
    ["but none to find users by", { columns: ["name", "phone"] }, {}, /fills external_id or email.*"name", "phone"/],
    [
      "but not the key it is to update by",
      { columns: ["external_id"], destination_sync_mode: "update" },
      { matching_key: "email" },
      /fills email/,
    ],
    [
      "but no name for new users",
      { columns: ["email"], destination_sync_mode: "append", destination_object_name: "users" },
      {},
      /fills name.*new users/,
    ],
    [
      "but not the one of deleted_when",
      { columns: ["email", "is_deleted"] },
      { deleted_when: "isdeletd" },
      /"isdeletd".*"is_deleted"/,
    ],
    [
      "and a mark of deletion, though all its records delete",
      { columns: ["email", "gone"], destination_sync_mode: "soft_delete" },
      { deleted_when: "gone" },
      /soft_delete.*Remove deleted_when/,
    ],
  ])("%s, is a config error", (_what, stream, entry, message) => {
    expect(() => plan(stream, entry)).toThrow(message);
  });

  it("can find users by columns in another case", () => {
    expect(plan({ columns: ["EMAIL"], destination_sync_mode: "update" }, {}).mode).toBe("update");
  });

  it("accepts deleted_when in another case, and inside objects", () => {
    const properties = { email: {}, Meta: { type: "object", properties: { gone: {} } } };
    expect(plan({ properties }, { deleted_when: "meta.Gone" }).deletedWhen).toBe("meta.Gone");
  });
});

describe("the matching key", () => {
  const primary = (...columns: readonly string[]): Stream => ({ primary_key: columns.map((column) => [column]) });
  it.each<[what: string, stream: Stream, entry: Partial<StreamSetting>, key: string | undefined]>([
    [
      "is the entry's before all others",
      { ...primary("email"), destination_object_name: "users" },
      { matching_key: "id" },
      "id",
    ],
    [
      "is the connection's primary key with its object, Zendesk's id included",
      { ...primary("id"), destination_object_name: "users" },
      {},
      "id",
    ],
    ["is the primary key regardless of case", primary("EMAIL"), {}, "email"],
    [
      "is the field that the primary key is mapped to",
      primary("ID"),
      fields(["external_id", "id"], ["email", "mail"]),
      "external_id",
    ],
    [
      "is the field that a nested primary key is mapped to",
      { primary_key: [["profile", "mail"]] },
      fields(["email", "profile.mail"]),
      "email",
    ],
    [
      "with an object, is the field that the primary key is mapped to",
      { ...primary("id"), destination_object_name: "users" },
      fields(["external_id", "id"]),
      "external_id",
    ],
    ["is never the source's own id", primary("id"), {}, undefined],
    [
      "is never the source's own id, mapped to itself",
      primary("id"),
      fields(["id", "id"], ["email", "email"]),
      undefined,
    ],
    ["is not a key that the mapping fills from another column", primary("email"), fields(["email", "mail"]), undefined],
    ["is left to the records under a composite key", primary("email", "shop"), {}, undefined],
  ])("%s", (_what, stream, entry, key) => {
    expect(plan(stream, entry).matchingKey).toBe(key);
  });

  it("is a config error if the connection chose a column that is not a key", () => {
    expect(() => plan({ ...primary("phone"), destination_object_name: "users" })).toThrow(/matched by phone/);
  });
});

it("a matching key of another object is a config error", () => {
  expect(() => plan({ columns: ["name", "external_id"] }, { matching_key: "name" })).toThrow(
    /is matched by name, but users can only be matched by external_id, email or id/,
  );
});
