import { type ConfiguredAirbyteStream, ConfigError } from "airbyte-cdk-typescript";
import type { StreamSetting } from "../../config/stream-setting.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import { UNWRITTEN_OBJECTS } from "../../objects/registry.ts";
import { nearestName } from "./column-names.ts";

type Objects = ReadonlyMap<string, ObjectType>;

/**
 * The object that a stream is written to: the one that the connection names, else the stream's entry, else the one that
 * is called like the stream. It is never guessed from the columns: orders have names and addresses too. Throws
 * `ConfigError`.
 */
export function findObject(
  { destination_object_name: chosen, stream }: ConfiguredAirbyteStream,
  entry: StreamSetting | undefined,
  objects: Objects,
): ObjectType {
  const ownName = stream.name.toLowerCase();
  const asked = (chosen || entry?.object) ?? (UNWRITTEN_OBJECTS.test(ownName) ? ownName : undefined);
  const object = objects.get(asked ?? ownName);
  if (object) return object;
  const known = [...objects.keys()];
  if (asked !== undefined) throw unwritableObject(stream.name, asked, known);
  const nearest = nearestName(stream.name, known);
  const addition = JSON.stringify({ name: stream.name, namespace: stream.namespace, object: nearest });
  throw new ConfigError(
    `It is not set which Zendesk object the stream "${stream.name}" is written to. This connector writes ` +
      `${known.join(", ")}. If it holds ${nearest}, add the entry ${addition} to the setting "streams"; if not, remove ` +
      "the stream from the connection.",
  );
}

/** Throws `ConfigError` for an entry of the setting `streams` whose object cannot be written. */
export function checkEntryObjects(entries: readonly StreamSetting[], objects: readonly ObjectType[]): void {
  const known = objects.map(({ name }) => name);
  for (const { name, object } of entries) if (!known.includes(object)) throw unwritableObject(name, object, known);
}

function unwritableObject(stream: string, object: string, known: readonly string[]): ConfigError {
  return new ConfigError(
    `The stream "${stream}" is to be written to the object "${object}", which this connector cannot write. It writes ` +
      `${known.join(", ")}; the nearest is "${nearestName(object, known)}".`,
  );
}
