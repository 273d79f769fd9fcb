import type { PendingRecord } from "airbyte-cdk-typescript";
import type { WrittenOutcome } from "../../objects/outcome.ts";
import { partsOfKey } from "../../objects/keys.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import { isReal } from "../../objects/imagined-id.ts";
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
  readonly isDryRun: boolean;
}

/** The one place where records get their outcome. */
export class RecordOutcomes {
  readonly #parts: RecordOutcomesParts;
  #changes = 0;

  constructor(parts: RecordOutcomesParts) {
    this.#parts = parts;
  }

  ignore(record: PendingRecord): void {
    record.written("ignored");
    this.#noteEffect(record, "ignored");
  }

  reject(record: PendingRecord, object: string, rejection: Rejection): void {
    // An earlier attempt of this sync may have inserted it, without a state that says so: the stream must get past it.
    if (rejection.reason === "already_exists") this.#parts.breaker.noteMapped(record.settlement);
    this.#parts.rejects.add(record, object, rejection);
    this.#parts.summary.noteRejected(record, rejection);
  }

  written(writes: readonly PendingWrite[], object: WrittenObject, outcome: WrittenOutcome): void {
    const { effect, hasUncheckedKey, uncheckedDeletion } = outcome;
    this.#noteThing(writes, object, outcome);
    const changed = this.#storeChanges(
      writes,
      object,
      outcome,
      ({ settlement }, own) =>
        () =>
          settlement.written(own),
    );
    for (const [index, { record }] of writes.entries()) {
      const own = effectOf(effect, index);
      if (!changed.includes(record)) record.written(own);
      this.#noteEffect(record, own);
      if (hasUncheckedKey) this.#parts.summary.noteUncheckedKey();
      if (uncheckedDeletion !== undefined) this.#parts.summary.noteUncheckedDeletion(uncheckedDeletion);
    }
  }

  /** The records are rejected, but a part of them was written before. */
  partlyWritten(writes: readonly PendingWrite[], object: WrittenObject, done: WrittenOutcome): void {
    this.#noteThing(writes, object, done);
    this.#storeChanges(writes, object, done);
  }

  /** The sync ends before Zendesk says whether the records were written. They stay unsettled. */
  unreported(writes: readonly PendingWrite[], object: WrittenObject, planned: WrittenOutcome): void {
    this.#storeChanges(writes, object, planned);
  }

  /** The records ended in this thing, whether or not all of each record was written. */
  #noteThing(writes: readonly PendingWrite[], object: WrittenObject, { effect, zendeskId }: WrittenOutcome): void {
    if (zendeskId === undefined || effect === "deleted") return;
    for (const { externalId, record, ordinal } of writes) {
      const describe = (): string => `record ${ordinal} of "${record.stream.name}"`;
      if (externalId !== undefined) this.#parts.sharedThings.note({ object, id: zendeskId }, externalId, describe);
    }
  }

  #noteEffect(record: PendingRecord, effect: WrittenOutcome["effect"]): void {
    this.#parts.breaker.noteMapped(record.settlement);
    this.#parts.summary.noteWritten(record, effect);
  }

  /** Stores what the records change, and returns those that change something. They are settled once that is stored. */
  #storeChanges(
    writes: readonly PendingWrite[],
    object: WrittenObject,
    { changes, doubt, effect, zendeskId }: WrittenOutcome,
    settlingOf: (record: PendingRecord, effect: WrittenOutcome["effect"]) => () => void = () => () => {},
  ): readonly PendingRecord[] {
    if (!changes) return NOTHING;
    const { isDryRun, rejects, summary } = this.#parts;
    const id = zendeskId !== undefined && isReal({ id: zendeskId }) ? zendeskId : undefined;
    const ownChanges = changesByRecord(writes, changes);
    const changed: PendingRecord[] = [];
    for (const [index, { ordinal, record, row }] of writes.entries()) {
      const own = ownChanges[index] ?? [];
      const fields = own.map(({ field }) => field);
      const ownEffect = effectOf(effect, index);
      if (isDryRun && effect === "updated" && fields.length > 0) summary.noteChanges(record, ordinal, fields);
      // A real sync sends records that change nothing, unless it skips them.
      if (!isDryRun && ownEffect === "updated" && fields.length === 0) continue;
      this.#changes += 1;
      const line = { isDryRun, at: new Date(), sequence: this.#changes, object: object.name, effect: ownEffect, doubt };
      const change = { ...line, key: partsOfKey(object, row.key), zendeskId: id, changes: own };
      rejects.addChange(record, change, settlingOf(record, ownEffect));
      changed.push(record);
    }
    return changed;
  }
}

const NOTHING: readonly PendingRecord[] = [];

type WrittenObject = Pick<ObjectType, "name" | "noun" | "keys">;

/** If several records are one row that created something, the first counts as created and the others as updated. */
function effectOf(effect: WrittenOutcome["effect"], index: number): WrittenOutcome["effect"] {
  return effect === "created" && index > 0 ? "updated" : effect;
}
