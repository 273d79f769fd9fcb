import type { RecordSink } from "./destination.ts";
import { impossible } from "./errors.ts";
import { isJsonObject } from "./exact-json.ts";
import { type ConnectorSpecification, DESTINATION_SYNC_MODES, type DestinationOperation } from "./protocol.ts";

/**
 * Checks a destination's answers before they are used or printed: there are no types at run time, and Airbyte takes a
 * malformed answer for an empty one.
 */
export function checkedSpec(spec: unknown): ConnectorSpecification {
  if (!isSpec(spec)) throw impossible("The destination's spec has no connectionSpecification.");
  return spec;
}

export function checkedOperations(operations: unknown): readonly DestinationOperation[] {
  if (!Array.isArray(operations) || !operations.every(isOperation)) {
    throw impossible("discover did not return a list of operations, each with object_name, sync_mode and json_schema.");
  }
  return operations;
}

export function checkedSink(sink: unknown): RecordSink {
  if (!isSink(sink)) throw impossible("open did not return a sink with write, flush and close.");
  return sink;
}

function isSpec(spec: unknown): spec is ConnectorSpecification {
  return isJsonObject(spec) && isJsonObject(spec["connectionSpecification"]);
}

function isOperation(operation: unknown): operation is DestinationOperation {
  if (!isJsonObject(operation)) return false;
  const { object_name: name, sync_mode: mode, json_schema: schema, matching_keys: keys } = operation;
  const isNamed = typeof name === "string" && name !== "";
  const hasMode = DESTINATION_SYNC_MODES.some((known) => known === mode);
  return isNamed && hasMode && isJsonObject(schema) && (keys === undefined || isListOfLists(keys));
}

function isListOfLists(keys: unknown): boolean {
  return (
    Array.isArray(keys) && keys.every((key) => Array.isArray(key) && key.every((part) => typeof part === "string"))
  );
}

function isSink(sink: unknown): sink is RecordSink {
  if (typeof sink !== "object" || sink === null) return false;
  return ["write", "flush", "close"].every((name) => typeof Reflect.get(sink, name) === "function");
}
