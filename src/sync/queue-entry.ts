import type { PendingRecord } from "airbyte-cdk-typescript";
import type { Row, WriteMode, ZendeskObject } from "../objects/zendesk-object.ts";

/** A record on its way, as the row that it is alone. */
export interface PendingWrite {
  readonly record: PendingRecord;
  readonly row: Row;
}

/** One row to send and the records it stands for: usually one, several when they were merged. */
export interface QueueEntry {
  /** Order of arrival of its first record. */
  readonly sequence: number;
  readonly mode: WriteMode;
  readonly writes: readonly PendingWrite[];
  readonly row: Row;
  /** A merged entry that failed is taken apart, and its parts stay apart. */
  readonly mergeable: boolean;
}

export function mergeInto(
  entry: QueueEntry,
  write: PendingWrite,
  mode: WriteMode,
  object: ZendeskObject,
): QueueEntry | undefined {
  if (!entry.mergeable || entry.mode !== mode || !object.mergeable(entry.row.values, write.row.values))
    return undefined;
  return {
    ...entry,
    writes: [...entry.writes, write],
    row: object.toRow({ ...entry.row.values, ...write.row.values }),
  };
}

/** The entry's records one by one, each as it was before merging. */
export function takeApart(entry: QueueEntry): readonly QueueEntry[] {
  return entry.writes.map((write) => ({ ...entry, writes: [write], row: write.row, mergeable: false }));
}
