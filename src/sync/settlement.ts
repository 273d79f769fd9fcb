import type { PendingRecord } from "airbyte-cdk-typescript";
import type { WrittenOutcome } from "../objects/zendesk-object.ts";
import type { RejectedRecords } from "../rejects/rejected-records.ts";
import type { Rejection } from "../rejects/rejection.ts";
import type { QueueEntry } from "./queue-entry.ts";
import type { RejectionBreaker } from "./rejection-breaker.ts";
import type { SharedUsers } from "./shared-users.ts";
import type { SyncSummary } from "./sync-summary.ts";

interface SettlementParts {
  readonly rejects: RejectedRecords;
  readonly breaker: RejectionBreaker;
  readonly summary: SyncSummary;
  readonly sharedUsers: SharedUsers;
}

/** The one place where records get their outcome. */
export class Settlement {
  readonly #parts: SettlementParts;

  constructor(parts: SettlementParts) {
    this.#parts = parts;
  }

  ignore(record: PendingRecord): void {
    this.#write(record, "ignored");
  }

  reject(record: PendingRecord, object: string, rejection: Rejection): void {
    // An earlier attempt of this sync may have inserted it, without a state that says so: the stream must get past it.
    if (rejection.reason === "already_exists") this.#parts.breaker.noteMapped(record.settlement);
    this.#parts.rejects.add(record, object, rejection);
    this.#parts.summary.noteRejected(record, rejection);
  }

  /** Of a merged entry that created, the first record counts as created and the others as updates of it. */
  written(entry: QueueEntry, object: string, outcome: WrittenOutcome): void {
    const { effect, isOwnerUnknown, zendeskId } = outcome;
    for (const [index, { externalId, record, ordinal }] of entry.writes.entries()) {
      if (zendeskId !== undefined && externalId !== undefined && effect !== "deleted") {
        const describe = (): string => `record ${ordinal} of "${record.stream.name}"`;
        this.#parts.sharedUsers.note(zendeskId, externalId, describe);
      }
      this.#write(record, effect === "created" && index > 0 ? "updated" : effect);
      if (isOwnerUnknown) this.#parts.summary.noteUnknownOwner();
    }
    this.#noteChanges(entry, object, outcome);
  }

  /** In a dry run: merged records are one change. */
  #noteChanges({ row, writes: [first] }: QueueEntry, object: string, outcome: WrittenOutcome): void {
    const { changes, effect, zendeskId } = outcome;
    if (!changes || !first) return;
    const { record, ordinal } = first;
    if (effect === "updated")
      this.#parts.summary.noteChanges(
        record,
        ordinal,
        changes.map(({ field }) => field),
      );
    // A user who would be created has no id yet, and an imagined one a negative id.
    const id = zendeskId !== undefined && zendeskId > 0 ? zendeskId : undefined;
    this.#parts.rejects.addChange(record, { object, effect, key: row.key, zendeskId: id, changes });
  }

  #write(record: PendingRecord, effect: WrittenOutcome["effect"]): void {
    record.written(effect);
    this.#parts.breaker.noteMapped(record.settlement);
    this.#parts.summary.noteWritten(record, effect);
  }
}
