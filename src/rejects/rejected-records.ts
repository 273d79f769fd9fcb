import { type PendingRecord, type RecordSettlement, type StreamDescriptor, streamKey } from "airbyte-cdk-typescript";
import { type ChangedRecord, changedRecordLine } from "./changed-record.ts";
import type { LineKind, RejectStore } from "./reject-store.ts";
import { rejectedRecordLine } from "./rejected-record.ts";
import type { Rejection } from "../objects/rejection.ts";

/** What may wait to be stored. Beyond it, no more input is read, and everything is stored without collecting more. */
const MAX_WAITING = 2000;
const MAX_WAITING_CHARACTERS = 5_000_000;

interface WaitingLine {
  readonly stream: StreamDescriptor;
  readonly kind: LineKind;
  readonly line: string;
  /** Settles its record. What it needs of the record is not its data, which is in the line. */
  readonly onStored: () => void;
}

/**
 * Settles rejected records once they are stored, so that no state covers a record that its owner could not find.
 * Records that come while others are collected or written are stored together. What records change is stored likewise,
 * if that is wanted.
 */
export class RejectedRecords {
  readonly #store: RejectStore | undefined;
  readonly #onStored: (record: RecordSettlement) => void;
  readonly #onError: (error: unknown) => void;
  #waiting: WaitingLine[] = [];
  #waitingCharacters = 0;
  #storing: Promise<void> | undefined;
  #endGathering: () => void = () => {};
  /** What waits is stored without collecting more, even if the lines before it are being written now. */
  #isDue = false;
  #isBroken = false;

  /** Without a store, records count as stored at once. `onError`: they cannot be stored or settled. */
  constructor(
    store: RejectStore | undefined,
    onStored: (record: RecordSettlement) => void,
    onError: (error: unknown) => void,
  ) {
    this.#store = store;
    this.#onStored = onStored;
    this.#onError = onError;
  }

  /** Where people find them; undefined: nowhere. */
  get location(): string | undefined {
    return this.#store?.location;
  }

  get isFull(): boolean {
    return this.#waiting.length >= MAX_WAITING || this.#waitingCharacters >= MAX_WAITING_CHARACTERS;
  }

  add(record: PendingRecord, object: string, rejection: Rejection): void {
    if (!this.#store) {
      this.#onStored(record.settlement);
      return;
    }
    const { settlement, stream } = record;
    const line = rejectedRecordLine(record, object, rejection, new Date());
    this.#add({ stream, kind: "rejected", line, onStored: () => this.#onStored(settlement) }, this.#store);
  }

  /** Stores what a record changes, and calls `onStored` then. */
  addChange({ stream }: Pick<PendingRecord, "stream">, change: ChangedRecord, onStored: () => void): void {
    if (!this.#store) {
      onStored();
      return;
    }
    this.#add({ stream, kind: "changes", line: changedRecordLine(stream, change), onStored }, this.#store);
  }

  #add(waiting: WaitingLine, store: RejectStore): void {
    // The sync is ending: the record stays unsettled, and its state is held back.
    if (this.#isBroken) return;
    this.#waiting.push(waiting);
    this.#waitingCharacters += waiting.line.length;
    if (this.isFull) this.flush();
    this.#storing ??= this.#storeWaiting(store);
  }

  /** A state is waiting: what was collected is stored now. */
  flush(): void {
    this.#isDue = this.#waiting.length > 0;
    this.#endGathering();
  }

  /** Resolves when all added records are stored, or cannot be stored. */
  async stored(): Promise<void> {
    while (this.#storing) {
      this.flush();
      await this.#storing;
    }
  }

  async close(): Promise<void> {
    await this.stored();
    await this.#store?.close();
  }

  async #storeWaiting(store: RejectStore): Promise<void> {
    await this.#gather(store.gatherMs);
    this.#isDue = false;
    const batch = this.#waiting;
    this.#waiting = [];
    this.#waitingCharacters = 0;
    try {
      for (const group of byFile(batch)) {
        await store.append(group.stream, group.lines, group.kind);
        for (const onStored of group.onStored) onStored();
      }
    } catch (error) {
      this.#isBroken = true;
      this.#waiting = [];
      this.#waitingCharacters = 0;
      this.#onError(error);
    }
    this.#storing = this.#waiting.length > 0 ? this.#storeWaiting(store) : undefined;
  }

  /** This at least stores the rejected records of one batch together. */
  async #gather(ms: number): Promise<void> {
    if (ms === 0 || this.#isDue || this.isFull) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#endGathering = resolve;
    await promise;
    clearTimeout(timer);
  }
}

interface StreamGroup {
  readonly stream: StreamDescriptor;
  readonly kind: LineKind;
  readonly lines: string[];
  readonly onStored: (() => void)[];
}

function byFile(waiting: readonly WaitingLine[]): Iterable<StreamGroup> {
  const groups = new Map<string, StreamGroup>();
  for (const { stream, kind, onStored, line } of waiting) {
    const key = `${kind} ${streamKey(stream)}`;
    const group = groups.get(key) ?? { stream, kind, lines: [], onStored: [] };
    group.lines.push(line);
    group.onStored.push(onStored);
    groups.set(key, group);
  }
  return groups.values();
}
