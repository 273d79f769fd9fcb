import { SystemError } from "./errors.ts";
import { isJsonObject, parseJson } from "./exact-json.ts";
import type { RecordChange, StreamDescriptor } from "./protocol.ts";
import { streamDescriptor } from "./stream-key.ts";

/** A line of stdin, as far as a destination has a use for it. */
export type InputMessage =
  | {
      readonly type: "RECORD";
      readonly stream: StreamDescriptor;
      readonly data: Readonly<Record<string, unknown>>;
      readonly changes: readonly RecordChange[];
    }
  /** Without `stream` the state is of all streams. */
  | { readonly type: "STATE"; readonly stream: StreamDescriptor | undefined }
  /** A message that concerns others: LOG, TRACE, types of later protocols. */
  | { readonly type: "OTHER" }
  | { readonly type: "BLANK" }
  /** No Airbyte message at all. */
  | { readonly type: "GARBAGE" };

/**
 * What only a RECORD or a STATE has, wherever it stands: nothing says that `type` comes first. Inside a JSON string, as
 * in a LOG, the quotes would have backslashes.
 */
const RECORD_OR_STATE = /"type"\s*:\s*"(?:RECORD|STATE)"|"(?:record|state)"\s*:/;

const NO_CHANGES: readonly RecordChange[] = [];

/** Reads one line. Throws `SystemError` for a RECORD or STATE that cannot be read: skipping it would lose it. */
export function inputMessage(line: string, lineNumber: number): InputMessage {
  let message: unknown;
  try {
    message = parseJson(line);
  } catch {
    return unparseable(line, lineNumber);
  }
  if (!isJsonObject(message) || typeof message["type"] !== "string") {
    return { type: "GARBAGE" };
  }
  switch (message["type"]) {
    case "RECORD":
      return recordMessage(message["record"], lineNumber);
    case "STATE":
      return stateMessage(message["state"], lineNumber);
    default:
      return { type: "OTHER" };
  }
}

function unparseable(line: string, lineNumber: number): InputMessage {
  if (line.trim() === "") {
    return { type: "BLANK" };
  }
  if (RECORD_OR_STATE.test(line)) {
    throw unreadable(lineNumber, "is a RECORD or STATE that is cut off or no valid JSON");
  }
  return { type: "GARBAGE" };
}

function recordMessage(record: unknown, lineNumber: number): InputMessage {
  if (!isJsonObject(record)) {
    throw unreadable(lineNumber, 'is a RECORD without "record"');
  }
  const stream = streamDescriptor(record["stream"], record["namespace"]);
  if (stream === undefined) {
    throw unreadable(lineNumber, 'is a RECORD whose "stream" or "namespace" is no text');
  }
  const data = record["data"];
  if (!isJsonObject(data)) {
    throw unreadable(lineNumber, `is a RECORD of the stream "${stream.name}" whose "data" is no object`);
  }
  const meta = record["meta"];
  const changes = isJsonObject(meta) ? meta["changes"] : undefined;
  return { type: "RECORD", stream, data, changes: Array.isArray(changes) ? changes.filter(isChange) : NO_CHANGES };
}

/**
 * A state counts as one stream's only when it clearly is; anything else waits for all records, which is always safe.
 * Absent types are read from what is there: old sources leave them out.
 */
function stateMessage(state: unknown, lineNumber: number): InputMessage {
  if (!isJsonObject(state)) {
    throw unreadable(lineNumber, 'is a STATE without "state"');
  }
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

function unreadable(lineNumber: number, what: string): SystemError {
  return new SystemError(
    `Line ${lineNumber} of the input ${what}. Nothing after it was read: find out what the source or the platform sent, then sync again.`,
  );
}
