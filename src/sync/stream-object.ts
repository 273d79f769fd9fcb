import { type ConfiguredAirbyteStream, ConfigError, type Logger } from "airbyte-cdk-typescript";
import type { StreamSetting } from "../config/stream-setting.ts";
import type { ZendeskObject } from "../objects/zendesk-object.ts";

interface ObjectsContext {
  readonly objects: ReadonlyMap<string, ZendeskObject>;
  readonly logger: Logger;
}

/** The object that a stream is written to. Throws `ConfigError` when nothing says it, or it cannot be written. */
export function findObject(
  configured: ConfiguredAirbyteStream,
  setting: StreamSetting | undefined,
  { objects, logger }: ObjectsContext,
): ZendeskObject {
  const { name } = configured.stream;
  const asked = configured.destination_object_name ?? setting?.object;
  if (asked !== undefined) {
    const object = objects.get(asked);
    if (object) return object;
    throw new ConfigError(
      `The stream "${name}" is to be written to "${asked}", which this connector cannot write. ` +
        `Choose one of: ${[...objects.keys()].join(", ")}.`,
    );
  }
  const sameName = objects.get(name);
  if (sameName) return sameName;
  const users = objects.get("users");
  if (users && hasNameAndEmail(configured)) {
    logger.warn(
      `The stream "${name}" is written to users, because it has the columns name and email. ` +
        'If it holds something else, say so in the setting "streams".',
    );
    return users;
  }
  throw new ConfigError(
    `Nothing says which Zendesk object the stream "${name}" is to be written to. ` +
      `Add an entry {"name": "${name}", "object": "users"} to the setting "streams", name the stream "users", ` +
      "or leave the stream out of the connection.",
  );
}

function hasNameAndEmail({ stream }: ConfiguredAirbyteStream): boolean {
  const { properties } = stream.json_schema;
  return typeof properties === "object" && properties !== null && "name" in properties && "email" in properties;
}
