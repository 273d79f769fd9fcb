import { createHash } from "node:crypto";
import type { OwnCommandCall } from "airbyte-cdk-typescript";
import { SkippedLines } from "../rejects/skipped-lines.ts";
import { type StoredLine, findFiles, readLines } from "../rejects/stored-files.ts";
import { type StoredRecord, readStoredRecord } from "../rejects/stored-record.ts";
import { counted } from "../text/counted.ts";

type ReplayCall = Pick<OwnCommandCall<unknown>, "files" | "print" | "tell">;

/**
 * Prints rejected records as the messages that `write` reads, in the order in which they were rejected: `write` leaves
 * the last version of a record. A record that was rejected several times unchanged is printed once, in the last place.
 * Throws `ConfigError`, after everything that can be printed, if lines had to be skipped.
 */
export async function printRejected({ files, print, tell }: ReplayCall): Promise<void> {
  const { ordered, places } = await survey(await findFiles(files, "rejected"));
  const skipped = new SkippedLines(tell);
  let records = 0;
  for (const file of ordered) {
    for await (const line of readLines(file)) {
      const stored = readStoredRecord(line.text);
      if (typeof stored === "string") skipped.add(line, stored);
      else if (places.get(digestOf(stored)) === placeOf(line)) {
        await print(messageOf(stored));
        records += 1;
      }
    }
  }
  tell(`${counted(records, "record")} printed.`);
  skipped.conclude();
}

interface Survey {
  /** The files by the time of their first record: those of one stream's syncs do not overlap. */
  readonly ordered: readonly string[];
  /** Where each record is found last, by its digest. */
  readonly places: ReadonlyMap<string, string>;
}

async function survey(files: readonly string[]): Promise<Survey> {
  const starts = new Map<string, number>();
  for (const file of files) starts.set(file, await startOf(file));
  const ordered = files.toSorted((a, b) => (starts.get(a) ?? 0) - (starts.get(b) ?? 0));
  const places = new Map<string, string>();
  for (const file of ordered) {
    for await (const line of readLines(file)) {
      const stored = readStoredRecord(line.text);
      if (typeof stored !== "string") places.set(digestOf(stored), placeOf(line));
    }
  }
  return { ordered, places };
}

/** When the first record of a file was rejected. */
async function startOf(file: string): Promise<number> {
  for await (const { text } of readLines(file)) {
    const stored = readStoredRecord(text);
    if (typeof stored !== "string") return stored.rejectedAt;
  }
  return Infinity;
}

function placeOf({ file, number }: StoredLine): string {
  return `${number} ${file}`;
}

/** The same for the same record of the same stream. */
function digestOf({ changes, data, namespace, stream }: StoredRecord): string {
  return createHash("sha256")
    .update(JSON.stringify([stream, namespace, data, changes]))
    .digest("base64")
    .slice(0, 22);
}

function messageOf({ changes, data, namespace, rejectedAt, stream }: StoredRecord): object {
  return {
    type: "RECORD",
    record: {
      stream,
      ...(namespace !== null && { namespace }),
      data,
      emitted_at: rejectedAt,
      ...(changes !== undefined && { meta: { changes } }),
    },
  };
}
