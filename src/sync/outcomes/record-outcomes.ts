import type { PendingRecord } from "airbyte-cdk-typescript";
import type { WrittenOutcome } from "../../objects/outcome.ts";
import { partsOfKey } from "../../objects/keys.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import { isReal } from "../../objects/write/dry-run.ts";
import type { RejectedRecords } from "../../rejects/rejected-records.ts";
import type { Rejection } from "../../objects/rejection.ts";
import { changesByRecord } from "./changes-by-record.ts";
import type { PendingWrite } from "./pending-write.ts";
import type { MappingBreaker } from "./mapping-breaker.ts";
import type { SharedThings } from "./shared-things.ts";
import type { SyncSummary } from "./sync-summary.ts";

interface RecordOutcomesParts {
  readonly rejects: RejectedRecords;
  readonly breaker: MappingBreaker;
  readonly summary: SyncSummary;
  readonly sharedThings: SharedThings;
}

/** The one place where records get their outcome. */
export class RecordOutcomes {
  readonly #parts: RecordOutcomesParts;

  constructor(parts: RecordOutcomesParts) {
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

  written(
    writes: readonly PendingWrite[],
    object: Pick<ObjectType, "name" | "noun" | "keys">,
    outcome: WrittenOutcome,
  ): void {
    const { effect, hasUncheckedKey, uncheckedDeletion } = outcome;
    this.noteThing(writes, object, outcome);
    for (const [index, { record }] of writes.entries()) {
      this.#write(record, effectOf(effect, index));
      if (hasUncheckedKey) this.#parts.summary.noteUncheckedKey();
      if (uncheckedDeletion !== undefined) this.#parts.summary.noteUncheckedDeletion(uncheckedDeletion);
    }
    this.#noteChanges(writes, object, outcome);
  }

  /** The records ended in this thing, whether or not all of each record was written. */
  noteThing(
    writes: readonly PendingWrite[],
    object: Pick<ObjectType, "name" | "noun" | "keys">,
    { effect, zendeskId }: WrittenOutcome,
  ): void {
    if (zendeskId === undefined || effect === "deleted") return;
    for (const { externalId, record, ordinal } of writes) {
      const describe = (): string => `record ${ordinal} of "${record.stream.name}"`;
      if (externalId !== undefined) this.#parts.sharedThings.note({ object, id: zendeskId }, externalId, describe);
    }
  }

  /** In a dry run. */
  #noteChanges(
    writes: readonly PendingWrite[],
    object: Pick<ObjectType, "name" | "keys">,
    { changes, effect, zendeskId }: WrittenOutcome,
  ): void {
    if (!changes) return;
    const { rejects, summary } = this.#parts;
    // What would be created has no id yet. In a dry run, what would have been created has a negative one.
    const id = zendeskId !== undefined && isReal({ id: zendeskId }) ? zendeskId : undefined;
    const ownChanges = changesByRecord(writes, changes);
    for (const [index, { ordinal, record, row }] of writes.entries()) {
      const own = ownChanges[index] ?? [];
      const fields = own.map(({ field }) => field);
      if (effect === "updated" && fields.length > 0) summary.noteChanges(record, ordinal, fields);
      const key = partsOfKey(object, row.key);
      const change = { object: object.name, effect: effectOf(effect, index), key, zendeskId: id, changes: own };
      rejects.addChange(record, change);
    }
  }

  #write(record: PendingRecord, effect: WrittenOutcome["effect"]): void {
    record.written(effect);
    this.#parts.breaker.noteMapped(record.settlement);
    this.#parts.summary.noteWritten(record, effect);
  }
}

/** If several records are one row that created something, the first counts as created and the others as updated. */
function effectOf(effect: WrittenOutcome["effect"], index: number): WrittenOutcome["effect"] {
  return effect === "created" && index > 0 ? "updated" : effect;
}
