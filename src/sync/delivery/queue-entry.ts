import { streamKey } from "airbyte-cdk-typescript";
import { type FieldValues, type Row, type WriteMode, createRow } from "../../objects/row.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import { areMergeable } from "../../objects/write/merging.ts";
import type { PendingWrite } from "../outcomes/pending-write.ts";

/** One row to send and the records it stands for: usually one, several when they were merged. */
export interface QueueEntry {
  readonly mode: WriteMode;
  readonly writes: readonly PendingWrite[];
  readonly row: Row;
  /** A merged entry that failed is split, and its parts are never merged again. */
  readonly isMergeable: boolean;
}

interface Merging {
  readonly object: ObjectType;
  readonly lookupColumns: Iterable<string>;
}

export function mergeInto(
  entry: QueueEntry,
  write: PendingWrite,
  mode: WriteMode,
  { lookupColumns, object }: Merging,
): QueueEntry | undefined {
  const isAllowed = entry.isMergeable && entry.mode === mode && (mode === "upsert" || mode === "update");
  if (!isAllowed || !areMergeable(entry.row, write.row, object)) return undefined;
  if (hidesReference(entry.row.values, write.row.values, lookupColumns)) return undefined;
  return {
    ...entry,
    writes: [...entry.writes, write],
    row: createRow(write.row.key, { ...entry.row.values, ...write.row.values }, [
      ...new Set([...entry.row.identities, ...write.row.identities]),
    ]),
  };
}

/**
 * Whether Zendesk would not see what the earlier row refers to in a lookup field. If that does not exist, no part of the
 * earlier row may be written.
 */
function hidesReference(earlier: FieldValues, later: FieldValues, lookupColumns: Iterable<string>): boolean {
  return [...lookupColumns].some((column) => {
    const named = earlier[column] ?? null;
    return named !== null && later[column] !== undefined && later[column] !== named;
  });
}

/** The entry's records one by one, each as it was before merging. */
export function takeApart(entry: QueueEntry): readonly QueueEntry[] {
  if (!entry.isMergeable) return [entry];
  return entry.writes.map((write) => ({ ...entry, writes: [write], row: write.row, isMergeable: false }));
}

export function sequenceOf(entry: QueueEntry): number {
  return entry.writes[0]?.sequence ?? 0;
}

/** The stream of its first record. */
export function streamOf({ writes: [first] }: QueueEntry): string {
  if (!first) throw new Error("an entry has no records");
  return streamKey(first.record.stream);
}

export function inOrder(entries: readonly QueueEntry[]): QueueEntry[] {
  return entries.toSorted((a, b) => sequenceOf(a) - sequenceOf(b));
}
