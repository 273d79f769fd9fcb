import { describe, expect, it } from "vitest";

import { validateConfig } from "./config-validation.ts";
import { ConfigError } from "./errors.ts";

const SCHEMA = {
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  required: ["subdomain"],
  additionalProperties: false,
  properties: {
    subdomain: { type: "string", minLength: 1, order: 0 },
    credentials: {
      type: "object",
      oneOf: [
        {
          type: "object",
          required: ["auth_type", "client_id", "client_secret"],
          additionalProperties: false,
          properties: {
            auth_type: { type: "string", const: "client" },
            client_id: { type: "string" },
            client_secret: { type: "string", airbyte_secret: true },
          },
        },
        {
          type: "object",
          required: ["auth_type", "token"],
          additionalProperties: false,
          properties: {
            auth_type: { type: "string", enum: ["token"] },
            token: { type: "string", airbyte_secret: true, pattern: "^[a-z]+$" },
          },
        },
      ],
    },
    dry_run: { type: "boolean" },
    max_records_per_second: { type: "integer", minimum: 1, maximum: 100_000 },
    share: { type: "number", exclusiveMinimum: 0, maximum: 1 },
    id: { type: "integer", minimum: -9007199254740991, maximum: 9007199254740991 },
    when_disabled: { type: "string", enum: ["fall_back", "fail"] },
    since: { type: "string", format: "date-time", pattern: "^\\d{4}-.*$", pattern_descriptor: "YYYY-MM-DDTHH:mm:ssZ" },
    site: { type: "string", format: "uri" },
    country: { type: "string", minLength: 2, maxLength: 2 },
    columns: { type: "array", minItems: 1, items: { type: "string" } },
    timeout: { anyOf: [{ type: "integer", minimum: 1 }, { type: "null" }] },
    streams: {
      type: "array",
      items: {
        type: "object",
        required: ["name"],
        additionalProperties: false,
        properties: {
          name: { type: "string" },
          object: { oneOf: [{ type: "string", minLength: 3 }, { type: "integer" }] },
        },
      },
    },
  },
};

function messageFor(config: unknown, schema: Record<string, unknown> = SCHEMA): string {
  try {
    validateConfig(schema, config);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.replace("The config is not valid: ", "");
    throw error;
  }
  return "valid";
}

describe("validateConfig", () => {
  it.each<[Record<string, unknown>, string]>([
    [{}, "valid"],
    [{ credentials: { auth_type: "client", client_id: "a", client_secret: "b" } }, "valid"],
    [{ timeout: null, streams: [{ name: "a", object: 1 }], since: "2026-01-01T00:00:00Z" }, "valid"],
    [{ subdomain: undefined }, "subdomain is missing"],
    [{ subdomain: "" }, "subdomain must not be empty"],
    [{ subdomain: 7 }, "subdomain must be text"],
    [{ max_records_per_second: 0 }, "max_records_per_second must be a whole number from 1 to 100000"],
    [{ max_records_per_second: 1.5 }, "max_records_per_second must be a whole number from 1 to 100000"],
    [{ max_records_per_second: "100" }, "max_records_per_second must be a whole number from 1 to 100000"],
    [{ share: 0 }, "share must be a number above 0 and of at most 1"],
    [{ id: "x" }, "id must be a whole number"],
    [{ dry_run: "yes" }, "dry_run must be true or false"],
    [{ when_disabled: "stop" }, 'when_disabled must be one of "fall_back", "fail"'],
    [{ since: "last week" }, "since must be text like YYYY-MM-DDTHH:mm:ssZ"],
    [{ site: "not a site" }, "site must be text in the format uri"],
    [{ country: "USA" }, "country must be text of 2 characters"],
    [{ columns: [] }, "columns must not be empty"],
    [{ columns: "a" }, "columns must be a list"],
    [{ columns: ["a", 7] }, "columns[1] must be text"],
    [{ timeout: 0 }, "timeout must be a whole number of at least 1"],
    [{ timeout: "x" }, "timeout must be a whole number of at least 1 or null"],
    [{ dryrun: true }, 'unknown setting "dryrun"; did you mean "dry_run"?'],
    [{ dryRun: true }, 'unknown setting "dryRun"; did you mean "dry_run"?'],
    [{ max_record_per_sec: 1 }, 'unknown setting "max_record_per_sec"; did you mean "max_records_per_second"?'],
    [
      { streams: [{ name: "a", where: 1 }] },
      'unknown setting "streams[0].where"; there is only "streams[0].name", "streams[0].object"',
    ],
    [{ streams: [{ name: "a" }, {}] }, "streams[1].name is missing"],
    [{ streams: [{ nam: "a", name: "b" }] }, 'unknown setting "streams[0].nam"; did you mean "streams[0].name"?'],
    [{ streams: [{ name: "a", object: "xy" }] }, "streams[0].object must be text of at least 3 characters"],
    [
      { streams: [{ name: "a", object: true }] },
      "streams[0].object must be text of at least 3 characters or a whole number",
    ],
    [{ credentials: 7 }, "credentials must be an object"],
    [{ credentials: {} }, 'credentials.auth_type is missing: it must be one of "client", "token"'],
    [{ credentials: { auth_type: "oauth" } }, 'credentials.auth_type must be one of "client", "token"'],
    [{ credentials: { auth_type: "client", client_secret: "x" } }, "credentials.client_id is missing"],
    [{ credentials: { auth_type: "token", token: "ABC" } }, "credentials.token must be text that matches ^[a-z]+$"],
    [
      { credentials: { auth_type: "token", tokn: "abc" } },
      'credentials.token is missing; unknown setting "credentials.tokn"; did you mean "credentials.token"?',
    ],
    [{ dry_run: 1, share: 2 }, "dry_run must be true or false; share must be a number above 0 and of at most 1"],
  ])("reports %j: %s", (settings, message) => {
    expect(messageFor({ subdomain: "acme", ...settings })).toBe(message);
  });

  it("lists all settings, the nearest first, if none is close", () => {
    const properties = { token: {}, verbose: {}, limit: {}, verify_email: {} };

    expect(messageFor({ verdict: 1 }, { properties, additionalProperties: false })).toBe(
      'unknown setting "verdict"; there is only "verbose", "limit", "token", "verify_email"',
    );
    expect(messageFor({ verify_mails: 1 }, { properties, additionalProperties: false })).toBe(
      'unknown setting "verify_mails"; did you mean "verify_email"?',
    );
    expect(messageFor({ token: 1 }, { additionalProperties: false })).toBe('unknown setting "token"');
  });

  it.each([[null], [[]], ["text"], [7]])("says that %j is not a config", (config) => {
    expect(messageFor(config)).toBe("the config must be an object");
  });

  it("describes each item of a list by the branch it chose", () => {
    const branch = (type: string, field: string) => ({ required: [field], properties: { type: { const: type } } });
    const schema = {
      properties: { list: { type: "array", items: { oneOf: [branch("a", "apple"), branch("b", "pear")] } } },
    };

    expect(messageFor({ list: [{ type: "a" }, { type: "b" }] }, schema)).toBe(
      "list[0].apple is missing; list[1].pear is missing",
    );
  });

  it("truncates a long name", () => {
    expect(messageFor({ subdomain: "acme", ["x".repeat(1000)]: 1 })).toContain(`"${"x".repeat(60)}…"`);
  });

  it("never shows a value", () => {
    const secret = "hunter2";
    const config = {
      subdomain: [secret],
      when_disabled: secret,
      since: secret,
      credentials: { auth_type: secret },
      columns: { [0]: secret },
      streams: [{ name: "a", object: [secret] }],
    };

    expect(messageFor(config)).not.toContain(secret);
    expect(messageFor({ subdomain: "a", credentials: { auth_type: "token", token: "HUNTER2" } })).not.toContain(
      "HUNTER2",
    );
  });

  it.each(["http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2020-12/schema", undefined])(
    "knows the dialect %s",
    (dialect) => {
      const schema = { ...(dialect === undefined ? {} : { $schema: dialect }), required: ["a"] };

      expect(messageFor({}, schema)).toBe("a is missing");
    },
  );
});
