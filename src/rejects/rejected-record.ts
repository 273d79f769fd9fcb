import type { PendingRecord } from "airbyte-cdk-typescript";
import type { Rejection } from "../objects/rejection.ts";

/** One rejected record, with enough information to fix the record and send it again. */
export function rejectedRecordLine(record: PendingRecord, object: string, rejection: Rejection, now: Date): string {
  const { changes } = record;
  const line = {
    stream: record.stream.name,
    namespace: record.stream.namespace ?? null,
    object,
    rejected_at: now.toISOString(),
    rejected_reason: rejection.reason,
    rejected_field: rejection.field ?? null,
    rejected_message: rejection.message,
    zendesk: rejection.zendesk ?? null,
    input_line: record.lineNumber,
    // What was lost on the way to the connector: such a null must not empty a field when the record is sent again.
    ...(changes.length > 0 && { record_changes: changes }),
  };
  try {
    return JSON.stringify({ ...line, record: record.data });
  } catch (error) {
    // JSON.stringify is recursive and JSON.parse is not, so a record may be nested too deeply to be written.
    if (!(error instanceof RangeError)) throw error;
    const message = `${rejection.message} The record is nested too deeply to be stored here. Find it at the source.`;
    return JSON.stringify({ ...line, rejected_message: message, record: null });
  }
}
