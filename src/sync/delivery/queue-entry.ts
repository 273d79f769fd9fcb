import type { FieldValues, RecordKey, Row, WriteMode, ZendeskObject } from "../../objects/zendesk-object.ts";
import type { PendingWrite } from "../outcomes/pending-write.ts";

/** One row to send and the records it stands for: usually one, several when they were merged. */
export interface QueueEntry {
  readonly mode: WriteMode;
  readonly writes: readonly PendingWrite[];
  readonly row: Row;
  /** A merged entry that failed is taken apart, and its parts stay apart. */
  readonly mergeable: boolean;
}

export function createRow(key: RecordKey, values: FieldValues, identities: readonly string[]): Row {
  return { key, values, identities, byteLength: Buffer.byteLength(JSON.stringify(values)) };
}

export function mergeInto(
  entry: QueueEntry,
  write: PendingWrite,
  mode: WriteMode,
  object: ZendeskObject,
): QueueEntry | undefined {
  const isAllowed = entry.mergeable && entry.mode === mode && (mode === "upsert" || mode === "update");
  if (!isAllowed || !object.mergeable(entry.row, write.row)) return undefined;
  return {
    ...entry,
    writes: [...entry.writes, write],
    row: createRow(write.row.key, { ...entry.row.values, ...write.row.values }, [
      ...new Set([...entry.row.identities, ...write.row.identities]),
    ]),
  };
}

/** The entry's records one by one, each as it was before merging. */
export function takeApart(entry: QueueEntry): readonly QueueEntry[] {
  return entry.writes.map((write) => ({ ...entry, writes: [write], row: write.row, mergeable: false }));
}

export function sequenceOf(entry: QueueEntry): number {
  return entry.writes[0]?.sequence ?? 0;
}

export function inOrder(entries: readonly QueueEntry[]): QueueEntry[] {
  return entries.toSorted((a, b) => sequenceOf(a) - sequenceOf(b));
}
