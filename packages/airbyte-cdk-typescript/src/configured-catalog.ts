import { ConfigError } from "./errors.ts";
import { isJsonObject } from "./exact-json.ts";
import { type ConfiguredAirbyteCatalog, type ConfiguredAirbyteStream, DESTINATION_SYNC_MODES } from "./protocol.ts";
import { streamDescriptor, streamKey } from "./stream-key.ts";

/** Checks a configured catalog and normalises what may be null or left out. Throws `ConfigError`. */
export function configuredCatalog(json: unknown): ConfiguredAirbyteCatalog {
  if (!isJsonObject(json) || !Array.isArray(json["streams"])) {
    throw invalid('it must be an object with a list "streams"');
  }
  const streams = json["streams"].map(configuredStream);
  const seen = new Set<string>();
  for (const { stream } of streams) {
    const key = streamKey(stream);
    if (seen.has(key)) throw invalid(`the stream "${stream.name}" is listed twice`);
    seen.add(key);
  }
  return { ...json, streams };
}

function configuredStream(json: unknown, index: number): ConfiguredAirbyteStream {
  const stream = isJsonObject(json) ? json["stream"] : undefined;
  if (!isJsonObject(json) || !isJsonObject(stream) || typeof stream["name"] !== "string") {
    throw invalid(`streams[${index}] must have a "stream" with a "name"`);
  }
  const { name, namespace, json_schema: schema } = stream;
  const where = `the stream "${name}"`;
  const descriptor = streamDescriptor(name, namespace);
  if (descriptor === undefined) throw invalid(`"namespace" of ${where} must be text`);
  if (schema !== undefined && schema !== null && !isJsonObject(schema)) {
    throw invalid(`"json_schema" of ${where} must be an object`);
  }
  // The protocol's default, for catalogs written by hand.
  const mode = json["destination_sync_mode"] ?? "append";
  const knownMode = DESTINATION_SYNC_MODES.find((known) => known === mode);
  if (knownMode === undefined) {
    throw invalid(`"destination_sync_mode" of ${where} must be one of ${DESTINATION_SYNC_MODES.join(", ")}`);
  }
  if (!isNullable(json["primary_key"], isListOfPaths)) {
    throw invalid(`"primary_key" of ${where} must be a list of paths, such as [["id"]]`);
  }
  if (!isNullable(json["destination_object_name"], (value) => typeof value === "string")) {
    throw invalid(`"destination_object_name" of ${where} must be text`);
  }
  const { namespace: _, ...rest } = stream;
  return {
    ...json,
    stream: { ...rest, ...descriptor, json_schema: schema ?? {} },
    destination_sync_mode: knownMode,
  };
}

function isNullable(value: unknown, matches: (value: unknown) => boolean): boolean {
  return value === undefined || value === null || matches(value);
}

function isListOfPaths(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((path) => Array.isArray(path) && path.every((segment) => typeof segment === "string"))
  );
}

function invalid(reason: string): ConfigError {
  return new ConfigError(`The configured catalog is not valid: ${reason}. Correct the file given with --catalog.`);
}
