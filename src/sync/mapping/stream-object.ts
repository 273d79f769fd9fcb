import { type ConfiguredAirbyteStream, ConfigError, type Logger } from "airbyte-cdk-typescript";
import type { StreamSetting } from "../../config/stream-setting.ts";
import type { ObjectCatalog } from "../../objects/object-catalog.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import { isSameName } from "./column-names.ts";
import { nearestObject } from "./nearest-object.ts";
import { findEntry } from "./stream-entry.ts";

type Objects = Pick<ObjectCatalog, "named" | "names">;

/**
 * The object that a stream is written to: the one in the connection, or else in the stream's entry, or else the one with
 * the stream's name. It is never guessed from the columns, because orders have names and addresses too. Throws
 * `ConfigError`.
 */
export function findObject(
  { destination_object_name: chosen, stream }: ConfiguredAirbyteStream,
  entry: StreamSetting | undefined,
  objects: Objects,
): ObjectType {
  const asked = chosen || entry?.object;
  const object = objects.named(asked ?? stream.name.toLowerCase());
  if (object) return object;
  const known = objects.names;
  if (asked !== undefined) throw unwritableObject(stream.name, asked, known);
  const nearest = nearestObject(stream.name, known);
  const addition = JSON.stringify({ name: stream.name, namespace: stream.namespace, object: nearest.name });
  throw new ConfigError(
    `The connector does not know which Zendesk object to write the stream "${stream.name}" to. It can write ` +
      `${known.join(", ")}. If the stream contains ${nearest.name}, add the entry ${addition} to the setting "streams".` +
      `${nearest.hint} Otherwise, remove the stream from the connection.`,
  );
}

/** The object in the connection takes precedence over another one in the stream's entry. */
export function warnOfOtherObjects(
  streams: readonly ConfiguredAirbyteStream[],
  entries: readonly StreamSetting[],
  logger: Logger,
): void {
  for (const { destination_object_name: chosen, stream } of streams) {
    const listed = findEntry(stream, entries)?.object;
    if (!chosen || listed === undefined || isSameName(listed, chosen)) continue;
    logger.warn(
      `The stream "${stream.name}" is written to ${chosen}, as chosen in the connection. Its entry in the setting "streams" ` +
        `has the object "${listed}", which is ignored. Correct one of the two.`,
    );
  }
}

/** The object of an entry of the setting `streams`. Throws `ConfigError` if it cannot be written. */
export function namedObject({ name, object }: StreamSetting, objects: Objects): ObjectType {
  const found = objects.named(object);
  if (!found) throw unwritableObject(name, object, objects.names);
  return found;
}

function unwritableObject(stream: string, object: string, known: readonly string[]): ConfigError {
  const nearest = nearestObject(object, known);
  return new ConfigError(
    `The stream "${stream}" has the object "${object}", which this connector cannot write. It can write ` +
      `${known.join(", ")}. Did you mean "${nearest.name}"?${nearest.hint}`,
  );
}
