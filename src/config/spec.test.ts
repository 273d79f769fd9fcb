import { readFile } from "node:fs/promises";
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

describe("the spec", () => {
  it("is spec.json", async () => {
    expect(JSON.parse(await readFile(new URL("../../spec.json", import.meta.url), "utf8"))).toEqual(spec);
  });

  it("requires the subdomain alone", () => {
    expect(spec.connectionSpecification["required"]).toEqual(["subdomain"]);
  });

  it.each(all)("gives %s a title and a description", (_path, property) => {
    expect(property).toMatchObject({ title: expect.stringMatching(/\S/), description: expect.stringMatching(/\S/) });
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
