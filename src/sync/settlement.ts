import type { PendingRecord } from "airbyte-cdk-typescript";
import type { Outcome } from "../objects/zendesk-object.ts";
import type { RejectedRecords } from "../rejects/rejected-records.ts";
import type { Rejection } from "../rejects/rejection.ts";
import type { QueueEntry } from "./queue-entry.ts";
import type { SyncSummary } from "./sync-summary.ts";

/** The one place where records get their outcome. */
export class Settlement {
  readonly #rejects: RejectedRecords;
  readonly #summary: SyncSummary;

  constructor(rejects: RejectedRecords, summary: SyncSummary) {
    this.#rejects = rejects;
    this.#summary = summary;
  }

  ignore(record: PendingRecord): void {
    record.written("ignored");
    this.#summary.noteWritten(record, "ignored");
  }

  reject(record: PendingRecord, object: string, rejection: Rejection): void {
    this.#rejects.add(record, object, rejection);
    this.#summary.noteRejected(record, rejection);
  }

  /** Of a merged entry that created, the first record counts as created and the others as updates of it. */
  written(entry: QueueEntry, { effect }: Outcome & { kind: "written" }): void {
    for (const [index, { record }] of entry.writes.entries()) {
      const own = effect === "created" && index > 0 ? "updated" : effect;
      record.written(own);
      this.#summary.noteWritten(record, own);
    }
  }
}
