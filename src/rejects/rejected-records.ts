import type { PendingRecord, StreamDescriptor } from "airbyte-cdk-typescript";
import type { RejectStore } from "./reject-store.ts";
import { rejectedRecordLine } from "./rejected-record.ts";
import type { Rejection } from "./rejection.ts";

/** Rejected records that may wait to be stored before the input is no longer read. */
const MAX_WAITING = 2000;

interface WaitingReject {
  readonly record: PendingRecord;
  readonly line: string;
}

/**
 * Settles rejected records once they are stored, so that no state covers a record that its owner could not find.
 * Those that come while a write is under way are stored together by the next one.
 */
export class RejectedRecords {
  readonly #store: RejectStore | undefined;
  readonly #onError: (error: unknown) => void;
  #waiting: WaitingReject[] = [];
  #storing: Promise<void> | undefined;

  /** Without a store, records are settled at once. `onError`: they can not be stored, nor settled. */
  constructor(store: RejectStore | undefined, onError: (error: unknown) => void) {
    this.#store = store;
    this.#onError = onError;
  }

  get isFull(): boolean {
    return this.#waiting.length >= MAX_WAITING;
  }

  add(record: PendingRecord, object: string, rejection: Rejection): void {
    if (!this.#store) {
      record.rejected();
      return;
    }
    this.#waiting.push({ record, line: rejectedRecordLine(record, object, rejection, new Date()) });
    this.#storing ??= this.#storeAll(this.#store).finally(() => {
      this.#storing = undefined;
    });
  }

  /** Resolves when all that were added are stored, or cannot be. */
  async stored(): Promise<void> {
    while (this.#storing) await this.#storing;
  }

  async close(): Promise<void> {
    await this.stored();
    await this.#store?.close();
  }

  async #storeAll(store: RejectStore): Promise<void> {
    // Lets the rejects of one batch's outcomes come together first.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        for (const group of byStream(batch)) {
          await store.append(group.stream, group.lines);
          for (const record of group.records) record.rejected();
        }
      } catch (error) {
        this.#onError(error);
        return;
      }
    }
  }
}

interface StreamGroup {
  readonly stream: StreamDescriptor;
  readonly lines: string[];
  readonly records: PendingRecord[];
}

function byStream(rejects: readonly WaitingReject[]): Iterable<StreamGroup> {
  const groups = new Map<string, StreamGroup>();
  for (const { record, line } of rejects) {
    const key = JSON.stringify([record.stream.namespace, record.stream.name]);
    const group = groups.get(key) ?? { stream: record.stream, lines: [], records: [] };
    group.lines.push(line);
    group.records.push(record);
    groups.set(key, group);
  }
  return groups.values();
}
