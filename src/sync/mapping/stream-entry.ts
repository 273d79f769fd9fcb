import { type AirbyteStream, ConfigError, type Logger } from "airbyte-cdk-typescript";
import type { StreamSetting } from "../../config/stream-setting.ts";
import { isSameName, listNames, nearestName } from "./column-names.ts";

/** The stream's entry in the setting `streams`. An entry with the namespace takes precedence over one for all. */
export function findEntry(stream: AirbyteStream, entries: readonly StreamSetting[]): StreamSetting | undefined {
  const named = entries.filter(({ name }) => name === stream.name);
  return (
    named.find(({ namespace }) => namespace && namespace === stream.namespace) ??
    named.find(({ namespace }) => !namespace)
  );
}

/** Throws `ConfigError` for entries that almost match a stream, and warns about those that match none. */
export function checkEntries(
  entries: readonly StreamSetting[],
  streams: readonly AirbyteStream[],
  logger: Logger,
): void {
  const used = new Set(streams.map((stream) => findEntry(stream, entries)));
  const unused = entries.filter((entry) => !used.has(entry));
  for (const stream of streams) {
    if (findEntry(stream, entries)) continue;
    checkNamespace(stream, unused);
    checkCase(stream, unused);
  }
  if (unused.length === 0) return;
  const described = listNames(unused.map(describeEntry), (entry) => entry);
  logger.warn(
    `The setting "streams" has entries for streams that this connection does not have: ${described}. ` +
      "Names must match the connection exactly, including prefix and case.",
  );
}

/** A stream whose entry has a misspelt namespace would be written as if it had no entry. */
function checkNamespace({ name, namespace }: AirbyteStream, unused: readonly StreamSetting[]): void {
  const others = unused.filter((entry) => entry.name === name).map((entry) => entry.namespace ?? "");
  const nearest = nearestName(namespace ?? "", others);
  if (nearest === undefined) return;
  throw new ConfigError(
    `The setting "streams" has an entry for the stream "${name}" in the namespace "${nearest}", but in the connection ` +
      `the stream is in ${namespace === undefined ? "no namespace" : `the namespace "${namespace}"`}. Correct the entry's ` +
      "namespace, remove it to cover every namespace, or add an entry for this stream.",
  );
}

function checkCase({ name }: AirbyteStream, unused: readonly StreamSetting[]): void {
  const alike = unused.find((entry) => isSameName(entry.name, name));
  if (!alike) return;
  throw new ConfigError(
    `The setting "streams" has an entry for the stream "${alike.name}", but the connection calls it "${name}". Correct the ` +
      "entry's name.",
  );
}

function describeEntry({ name, namespace }: Pick<StreamSetting, "name" | "namespace">): string {
  return namespace ? `"${name}" in the namespace "${namespace}"` : `"${name}"`;
}
