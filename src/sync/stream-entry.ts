import { type AirbyteStream, ConfigError, type Logger } from "airbyte-cdk-typescript";
import type { StreamSetting } from "../config/stream-setting.ts";
import { listNames, nearestName } from "./column-names.ts";

/** The stream's entry in the setting `streams`; one that names the namespace goes before one for all. */
export function findEntry(stream: AirbyteStream, entries: readonly StreamSetting[]): StreamSetting | undefined {
  const named = entries.filter(({ name }) => name === stream.name);
  return (
    named.find(({ namespace }) => namespace && namespace === stream.namespace) ??
    named.find(({ namespace }) => !namespace)
  );
}

/** Throws `ConfigError` for entries of which nobody can say what they are for, and warns of those that are for nothing. */
export function checkEntries(
  entries: readonly StreamSetting[],
  streams: readonly AirbyteStream[],
  logger: Logger,
): void {
  checkDuplicates(entries);
  for (const stream of streams) {
    if (!findEntry(stream, entries)) checkNamespace(stream, entries);
  }
  const used = new Set(streams.map((stream) => findEntry(stream, entries)));
  const unused = entries.filter((entry) => !used.has(entry)).map(describeEntry);
  if (unused.length === 0) return;
  logger.warn(
    `The setting "streams" has entries for streams that this connection does not have: ${listNames(unused, (entry) => entry)}. ` +
      "Names must be exactly those of the connection, prefix and case included.",
  );
}

function checkDuplicates(entries: readonly StreamSetting[]): void {
  const seen = new Set<string>();
  for (const { name, namespace } of entries) {
    const key = JSON.stringify([name, namespace ?? ""]);
    if (seen.has(key)) {
      throw new ConfigError(
        `The setting "streams" has two entries for the stream ${describeEntry({ name, namespace })}. Keep one of them.`,
      );
    }
    seen.add(key);
  }
}

/** A stream that has entries, but all for other namespaces, would be written as if it had none. */
function checkNamespace({ name, namespace }: AirbyteStream, entries: readonly StreamSetting[]): void {
  const others = entries.filter((entry) => entry.name === name).map((entry) => entry.namespace ?? "");
  const nearest = nearestName(namespace ?? "", others);
  if (nearest === undefined) return;
  throw new ConfigError(
    `The setting "streams" has an entry for the stream "${name}" in the namespace "${nearest}", but the connection has ` +
      `the stream in ${namespace === undefined ? "no namespace" : `the namespace "${namespace}"`}. Correct the entry's ` +
      "namespace, or remove it to cover every namespace.",
  );
}

function describeEntry({ name, namespace }: Pick<StreamSetting, "name" | "namespace">): string {
  return namespace ? `"${name}" in the namespace "${namespace}"` : `"${name}"`;
}
