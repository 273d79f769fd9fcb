import { type ConfiguredAirbyteStream, ConfigError } from "airbyte-cdk-typescript";
import type { StreamSetting } from "../../config/stream-setting.ts";
import type { WriteMode } from "../../objects/row.ts";
import type { ObjectCatalog } from "../../objects/object-catalog.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import { columnProblem } from "./column-names.ts";
import { type FieldMapping, readMapping } from "./field-mapping.ts";
import { checkFilledFields } from "./filled-fields.ts";
import { findMatchingKey } from "./matching-key.ts";
import { findEntry } from "./stream-entry.ts";
import { findObject } from "./stream-object.ts";
import { findWriteMode } from "./write-mode.ts";

/** How one stream's records are written, decided before the first record. */
export interface StreamPlan {
  readonly stream: ConfiguredAirbyteStream["stream"];
  readonly object: ObjectType;
  readonly mode: WriteMode;
  /** Undefined: each record by the first of the object's natural keys that it has. */
  readonly matchingKey: string | undefined;
  /** Undefined: columns have the names of fields. */
  readonly mapping: FieldMapping | undefined;
  /** A column that marks records as deleted. */
  readonly deletedWhen: string | undefined;
}

/** Throws `ConfigError` for a stream that cannot be written as it is configured. */
export function planStream(
  configured: ConfiguredAirbyteStream,
  objects: Pick<ObjectCatalog, "named" | "names">,
  entries: readonly StreamSetting[],
): StreamPlan {
  const object = findObject(configured, findEntry(configured.stream, entries), objects);
  return planFor(configured, entries, object);
}

/** How the stream's records are written to the object. Throws `ConfigError`. */
export function planFor(
  configured: ConfiguredAirbyteStream,
  entries: readonly StreamSetting[],
  object: ObjectType,
): StreamPlan {
  const { stream } = configured;
  const entry = findEntry(stream, entries);
  const mapping = entry && readMapping(entry, object, stream.json_schema);
  const matchingKey = findMatchingKey(configured, entry, object, mapping);
  const mode = findWriteMode(configured, object);
  const plan = { stream, object, mapping, mode, matchingKey, deletedWhen: entry?.deleted_when };
  checkDeletedWhen(plan);
  checkFilledFields(plan);
  return plan;
}

function checkDeletedWhen({ deletedWhen, mode, stream }: StreamPlan): void {
  if (deletedWhen === undefined) return;
  if (mode === "delete") {
    throw new ConfigError(
      `The stream "${stream.name}" has the sync mode soft_delete, in which every record is a deletion, and also "deleted_when", which ` +
        "marks only some records. Remove deleted_when, or choose another sync mode and set deleted_records to soft_delete.",
    );
  }
  const problem = columnProblem(deletedWhen, stream.json_schema);
  if (problem !== undefined) {
    throw new ConfigError(`The setting deleted_when of the stream "${stream.name}" ${problem}`);
  }
}
