import { describe, expect, it } from "vitest";

import { configuredCatalog } from "./configured-catalog.ts";
import { ConfigError } from "./errors.ts";

const STREAM = { name: "people", json_schema: {}, supported_sync_modes: ["full_refresh"] };

describe("configuredCatalog", () => {
  it("returns a catalog unchanged", () => {
    const catalog = {
      streams: [
        {
          stream: { ...STREAM, namespace: "public" },
          sync_mode: "incremental",
          destination_sync_mode: "append_dedup",
          primary_key: [["id"], ["a", "b"]],
          destination_object_name: "users",
          generation_id: 3,
        },
      ],
    };

    expect(configuredCatalog(catalog)).toEqual(catalog);
  });

  it("treats nulls as absent", () => {
    const catalog = configuredCatalog({
      streams: [
        {
          stream: { name: "people", namespace: null, json_schema: null, default_cursor_field: null },
          destination_sync_mode: null,
          primary_key: null,
          destination_object_name: null,
          generation_id: null,
        },
      ],
    });

    expect(catalog.streams[0]).toMatchObject({
      stream: { name: "people", json_schema: {} },
      destination_sync_mode: "append",
    });
    expect(catalog.streams[0]?.stream).not.toHaveProperty("namespace");
  });

  it("accepts streams with one name in two namespaces", () => {
    const streams = [{ stream: STREAM }, { stream: { ...STREAM, namespace: "crm" } }];

    expect(configuredCatalog({ streams }).streams).toHaveLength(2);
  });

  it("treats an empty namespace as none", () => {
    const { streams } = configuredCatalog({ streams: [{ stream: { ...STREAM, namespace: "" } }] });

    expect(streams[0]?.stream).not.toHaveProperty("namespace");
  });

  it.each<[unknown, string]>([
    [null, 'it must be an object with a list "streams"'],
    [[], 'it must be an object with a list "streams"'],
    [{ streams: {} }, 'it must be an object with a list "streams"'],
    [{ streams: [null] }, 'streams[0] must have a "stream" with a "name"'],
    [{ streams: [{ stream: STREAM }, { stream: {} }] }, 'streams[1] must have a "stream" with a "name"'],
    [{ streams: [{ stream: { ...STREAM, namespace: 1 } }] }, '"namespace" of the stream "people" must be text'],
    [{ streams: [{ stream: { ...STREAM, json_schema: [] } }] }, '"json_schema" of the stream "people"'],
    [
      { streams: [{ stream: STREAM, destination_sync_mode: "merge" }] },
      '"destination_sync_mode" of the stream "people" must be one of append, overwrite',
    ],
    [{ streams: [{ stream: STREAM, primary_key: ["id"] }] }, '"primary_key" of the stream "people"'],
    [{ streams: [{ stream: STREAM, destination_object_name: 1 }] }, '"destination_object_name" of the stream "people"'],
    [{ streams: [{ stream: STREAM }, { stream: STREAM }] }, 'the stream "people" is listed twice'],
    [
      { streams: [{ stream: STREAM }, { stream: { ...STREAM, namespace: "" } }] },
      'the stream "people" is listed twice',
    ],
  ])("throws a ConfigError for %j", (json, message) => {
    expect(() => configuredCatalog(json)).toThrow(ConfigError);
    expect(() => configuredCatalog(json)).toThrow(message);
  });
});
