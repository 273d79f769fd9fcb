import { isJsonObject, parseJson } from "./exact-json.ts";
import type { RecordChange, StreamDescriptor } from "./protocol.ts";
import { shown, streamDescriptor } from "./stream-key.ts";
import { unreadableLine } from "./unreadable-input.ts";

/** A line of stdin, as far as a destination needs it. */
export type InputMessage =
  | {
      readonly type: "RECORD";
      readonly stream: StreamDescriptor;
      readonly data: Readonly<Record<string, unknown>>;
      readonly changes: readonly RecordChange[];
    }
  /** Without `stream` the state covers all streams. */
  | { readonly type: "STATE"; readonly stream: StreamDescriptor | undefined }
  /** A message for others: LOG, TRACE, types of later protocols. */
  | { readonly type: "OTHER" }
  | { readonly type: "BLANK" }
  /** Not an Airbyte message at all. */
  | { readonly type: "GARBAGE" };

const NO_CHANGES: readonly RecordChange[] = [];

/** Reads one line. Throws `UnreadableInput` where skipping the line could lose a record or a state. */
export function inputMessage(line: string, lineNumber: number): InputMessage {
  let message: unknown;
  try {
    message = parseJson(line);
  } catch {
    return invalidJson(line, lineNumber);
  }
  if (!isJsonObject(message)) return { type: "GARBAGE" };
  switch (message["type"]) {
    case "RECORD":
      return recordMessage(message["record"], lineNumber);
    case "STATE":
      return stateMessage(message["state"], lineNumber);
    default:
      return otherMessage(message, lineNumber);
  }
}

/** Every message begins with a brace. A line with one is a truncated or damaged message, perhaps a record. */
function invalidJson(line: string, lineNumber: number): InputMessage {
  const text = line.trimStart();
  if (text === "") return { type: "BLANK" };
  if (text.startsWith("{")) {
    throw unreadableLine(lineNumber, "is a message that was cut off: it begins with { and is not valid JSON");
  }
  return { type: "GARBAGE" };
}

/** PyAirbyte writes `"record": null` into messages of other types. */
function otherMessage(message: Readonly<Record<string, unknown>>, lineNumber: number): InputMessage {
  if (isJsonObject(message["record"]) || isJsonObject(message["state"])) {
    throw unreadableLine(lineNumber, 'holds a record or a state, but its "type" is neither RECORD nor STATE');
  }
  return { type: typeof message["type"] === "string" ? "OTHER" : "GARBAGE" };
}

function recordMessage(record: unknown, lineNumber: number): InputMessage {
  if (!isJsonObject(record)) throw unreadableLine(lineNumber, 'is a RECORD without "record"');
  const stream = streamDescriptor(record["stream"], record["namespace"]);
  if (stream === undefined) throw unreadableLine(lineNumber, 'is a RECORD whose "stream" or "namespace" is not text');
  const data = record["data"];
  if (!isJsonObject(data)) {
    throw unreadableLine(lineNumber, `is a RECORD of the stream "${shown(stream.name)}" whose "data" is not an object`);
  }
  const meta = record["meta"];
  const changes = isJsonObject(meta) ? meta["changes"] : undefined;
  return { type: "RECORD", stream, data, changes: Array.isArray(changes) ? changes.filter(isChange) : NO_CHANGES };
}

/**
 * A state is treated as one stream's only if it clearly is. Any other waits for all records, which is always safe.
 * Old sources leave the type out.
 */
function stateMessage(state: unknown, lineNumber: number): InputMessage {
  if (!isJsonObject(state)) throw unreadableLine(lineNumber, 'is a STATE without "state"');
  const type = state["type"] ?? "STREAM";
  const descriptor = isJsonObject(state["stream"]) ? state["stream"]["stream_descriptor"] : undefined;
  const stream =
    type === "STREAM" && isJsonObject(descriptor)
      ? streamDescriptor(descriptor["name"], descriptor["namespace"])
      : undefined;
  return { type: "STATE", stream };
}

function isChange(change: unknown): change is RecordChange {
  return isJsonObject(change) && typeof change["field"] === "string";
}
