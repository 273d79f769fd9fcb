import type { RecordChange, StreamDescriptor } from "../protocol.ts";

/** Any time does: destinations do not look at it. */
const EMITTED_AT = 1_795_389_056_425;

/** The line of a RECORD. */
export function recordLine(
  stream: StreamDescriptor,
  data: Readonly<Record<string, unknown>>,
  changes?: readonly RecordChange[],
): string {
  const { name, namespace } = stream;
  const meta = changes && { changes };
  return JSON.stringify({ type: "RECORD", record: { stream: name, namespace, data, meta, emitted_at: EMITTED_AT } });
}

/** The line of a STREAM state. */
export function streamStateLine(stream: StreamDescriptor, cursor: number): string {
  const state = { type: "STREAM", stream: { stream_descriptor: stream, stream_state: { cursor } } };
  return JSON.stringify({ type: "STATE", state });
}

/** The line of a GLOBAL state. */
export function globalStateLine(streams: readonly StreamDescriptor[], cursor: number): string {
  const stream_states = streams.map((stream_descriptor) => ({ stream_descriptor, stream_state: { cursor } }));
  const global = { shared_state: { cursor }, stream_states };
  return JSON.stringify({ type: "STATE", state: { type: "GLOBAL", global } });
}

/** The line of a state of old sources, which have no types of states. */
export function legacyStateLine(cursor: number): string {
  return JSON.stringify({ type: "STATE", state: { data: { cursor } } });
}
