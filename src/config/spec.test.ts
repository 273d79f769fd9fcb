import { globSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { spec } from "./spec.ts";

type Schema = Record<string, unknown>;

function* properties(schema: unknown, path = ""): Generator<[path: string, property: Schema]> {
  if (typeof schema !== "object" || schema === null) return;
  const {
    properties: own = {},
    oneOf = [],
    items,
  } = schema as { properties?: Schema; oneOf?: Schema[]; items?: Schema };
  for (const [name, property] of Object.entries(own)) {
    yield [`${path}${name}`, property as Schema];
    yield* properties(property, `${path}${name}.`);
  }
  for (const branch of oneOf) yield* properties(branch, path);
  yield* properties(items, path);
}

const all = [...properties(spec.connectionSpecification)];

/** They have one value each, so that a block from another Airbyte destination works here too. */
const FIXED: ReadonlySet<string> = new Set(["format", "format_type", "flattening"]);

describe("every setting", () => {
  const root = join(import.meta.dirname, "..");
  const files = globSync("**/*.ts", { cwd: root }).filter((file) => !file.endsWith(".test.ts"));
  const source = files.map((file) => readFileSync(join(root, file), "utf8")).join("\n");
  const names = new Set(all.map(([name]) => name.split(".").at(-1) ?? ""));

  it.each([...names].filter((name) => !FIXED.has(name)))("is read: %s", (name) => {
    expect(new RegExp(String.raw`\.${name}\b|[{,]\s*${name}\s*[,}]`).test(source)).toBe(true);
  });
});

describe("the spec", () => {
  it("is spec.json", async () => {
    expect(JSON.parse(await readFile(new URL("../../spec.json", import.meta.url), "utf8"))).toEqual(spec);
  });

  it("is a valid JSON Schema, which nothing checks at run time", async () => {
    const ajv = new Ajv({ strict: false });
    expect({ isValid: await ajv.validateSchema(spec.connectionSpecification), errors: ajv.errors }).toEqual({
      isValid: true,
      errors: null,
    });
  });

  it("requires only the subdomain", () => {
    expect(spec.connectionSpecification["required"]).toEqual(["subdomain"]);
  });

  it.each(all)("gives %s a title and a description", (_path, property) => {
    expect(property).toMatchObject({ title: expect.stringMatching(/\S/), description: expect.stringMatching(/\S/) });
  });

  it("has its settings in groups, in this order, and marks those that its form always shows", () => {
    const { groups, properties: settings } = spec.connectionSpecification;
    expect(groups).toEqual([
      { id: "account", title: "Zendesk account" },
      { id: "streams", title: "Streams and fields" },
      { id: "rejects", title: "Rejected records" },
      { id: "values", title: "How values are written" },
      { id: "pace", title: "Speed and limits" },
    ]);
    const shown = Object.entries(settings as Record<string, Schema>).map(
      ([name, { group, always_show: isShown }]) => `${String(group)}: ${name}${isShown === true ? "*" : ""}`,
    );
    expect(shown).toEqual([
      "account: subdomain",
      "account: credentials",
      "account: email",
      "account: api_token",
      "streams: streams*",
      "streams: dry_run*",
      "rejects: object_storage_config",
      "rejects: on_invalid_value*",
      "rejects: change_log*",
      "values: null_handling",
      "values: tags_mode",
      "values: organization_mode",
      "values: email_change",
      "values: team_members",
      "values: allow_roles",
      "values: skip_verify_email",
      "values: tickets_create",
      "values: archive_immediately",
      "values: deleted_records",
      "values: max_deletions",
      "values: permanent_deletion",
      "values: delete_children",
      "values: phone_country",
      "values: us_state_fields",
      "values: decimal_places",
      "pace: skip_unchanged",
      "pace: max_records_per_second",
      "pace: rate_limit_percent",
      "pace: max_concurrent_jobs",
      "pace: when_bulk_import_disabled",
    ]);
    expect(Object.values(settings as Record<string, Schema>).map(({ order }) => order)).toEqual([...shown.keys()]);
  });

  it("shows the matching key and the fields of a stream at once", () => {
    const shown = all.filter(([path, property]) => path.startsWith("streams.") && property["always_show"] === true);
    expect(shown.map(([path]) => path)).toEqual(["streams.matching_key", "streams.fields"]);
  });

  it("describes every pattern in words", () => {
    const patterned = all.filter(([, property]) => "pattern" in property);
    expect(patterned.length).toBeGreaterThan(0);
    for (const [path, property] of patterned) {
      expect([path, property["pattern_descriptor"]]).toEqual([path, expect.stringMatching(/\S/)]);
    }
  });

  it.each(all)("has no map with free keys in %s, because Airbyte's form would empty it", (_path, property) => {
    expect(property).not.toHaveProperty("propertyNames");
    expect([undefined, false]).toContainEqual(property["additionalProperties"]);
    expect(property["type"] !== "object" || "properties" in property || "oneOf" in property).toBe(true);
  });

  it.each([
    ["decimal_places", { type: ["integer", "null"], minimum: 0, maximum: 10, default: 2 }],
    ["streams.namespace", { type: ["string", "null"] }],
  ])("lets %s be null without a choice of forms", (name, property) => {
    expect(all.find(([path]) => path === name)?.[1]).toMatchObject(property);
  });

  it("marks every secret", () => {
    const secrets = all.filter(([, property]) => property["airbyte_secret"] === true).map(([path]) => path);
    expect(secrets.toSorted()).toEqual([
      "api_token",
      "credentials.access_token",
      "credentials.api_token",
      "credentials.client_secret",
      "object_storage_config.access_key_id",
      "object_storage_config.secret_access_key",
    ]);
  });

  it("offers OAuth client credentials first", () => {
    const credentials = all.find(([path]) => path === "credentials")?.[1];
    expect(credentials).toMatchObject({
      oneOf: [{ properties: { auth_type: { const: "oauth2_client_credentials" } } }, {}, {}],
    });
  });

  it("lists the sync modes that work", () => {
    expect(spec.supported_destination_sync_modes).toEqual(["append", "append_dedup", "update", "soft_delete"]);
  });
});
