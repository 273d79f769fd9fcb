import type { PendingRecord } from "airbyte-cdk-typescript";
import type { Rejection } from "./rejection.ts";

/** One rejected record as its owner finds it: enough to mend the record and send it again. */
export function rejectedRecordLine(record: PendingRecord, object: string, rejection: Rejection, now: Date): string {
  return JSON.stringify({
    stream: record.stream.name,
    namespace: record.stream.namespace ?? null,
    object,
    rejected_at: now.toISOString(),
    rejected_reason: rejection.reason,
    rejected_field: rejection.field ?? null,
    rejected_message: rejection.message,
    zendesk: rejection.zendesk ?? null,
    record: record.data,
  });
}
