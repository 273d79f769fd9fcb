import { createHash } from "node:crypto";
import path from "node:path";
import { startInName } from "../rejects/reject-path.ts";
import type { SkippedLines } from "../rejects/skipped-lines.ts";
import { type StoredLine, readLines } from "../rejects/stored-files.ts";
import { type StoredRecord, readStoredRecord } from "../rejects/stored-record.ts";

/** Where a rejected record is stored, and what decides its place among all records of all syncs. */
export interface Place {
  /** `file` and line. */
  readonly at: string;
  /** When the process began that rejected it, in milliseconds. */
  readonly start: number;
  /** In the input of its process. */
  readonly line: number;
  readonly characters: number;
}

/**
 * The places of the records in the order in which syncs received them. Records are not rejected in that order: what Zendesk
 * refuses comes later than what the connector itself does. A record that was rejected several times unchanged has the last place.
 */
export async function findPlaces(files: readonly string[], skipped: SkippedLines): Promise<readonly Place[]> {
  const places = new Map<string, Place>();
  for (const file of files) {
    let start = startInName(path.basename(file));
    for await (const line of readLines(file)) {
      const stored = readStoredRecord(line.text);
      if (typeof stored === "string") {
        skipped.add(line, stored);
        continue;
      }
      start ??= stored.rejectedAt;
      const place = { at: placeOf(line), start, line: stored.inputLine ?? line.number, characters: line.text.length };
      const digest = digestOf(stored);
      const other = places.get(digest);
      if (!other || compare(other, place) <= 0) places.set(digest, place);
    }
  }
  return [...places.values()].toSorted(compare);
}

export function placeOf({ file, number }: StoredLine): string {
  return `${number} ${file}`;
}

function compare(one: Place, other: Place): number {
  return one.start - other.start || one.line - other.line;
}

/** The same for the same record of the same stream. */
function digestOf({ changes, data, namespace, stream }: StoredRecord): string {
  return createHash("sha256")
    .update(JSON.stringify([stream, namespace, data, changes]))
    .digest("base64")
    .slice(0, 22);
}
