import { ConfigError, type OwnCommandCall } from "airbyte-cdk-typescript";
import { SkippedLines } from "../rejects/skipped-lines.ts";
import { findFiles, readLines } from "../rejects/stored-files.ts";
import { type StoredRecord, readStoredRecord } from "../rejects/stored-record.ts";
import { counted } from "../text/counted.ts";
import { type Place, findPlaces, placeOf } from "./rejected-places.ts";

type ReplayCall = Pick<OwnCommandCall<unknown>, "files" | "print" | "tell">;

/** Records are held in memory to be put in order. For more, the files are read several times. */
const MAX_HELD = 100_000;
const MAX_CHARACTERS = 64 * 1024 * 1024;

const FILES_CHANGED = "The files have changed while they were read. Run the command again.";

/**
 * Prints rejected records as the messages that `write` reads, in the order in which syncs received them: `write` leaves
 * the last version of a record. A record that was rejected several times unchanged is printed once, in the last place.
 * Throws `ConfigError`, after everything that can be printed, if lines had to be skipped.
 */
export async function printRejected({ files, print, tell }: ReplayCall): Promise<void> {
  const found = await findFiles(files, "rejected");
  const skipped = new SkippedLines(tell);
  const places = await findPlaces(found, skipped);
  for (const part of partsOf(places)) {
    const texts = await readTexts(found, part);
    for (const { at } of part) {
      const stored = readStoredRecord(texts.get(at) ?? "");
      if (typeof stored === "string") throw new ConfigError(FILES_CHANGED);
      await print(messageOf(stored));
    }
  }
  tell(`${counted(places.length, "record")} printed.`);
  skipped.conclude();
}

function* partsOf(places: readonly Place[]): Generator<readonly Place[]> {
  let part: Place[] = [];
  let characters = 0;
  for (const place of places) {
    if (part.length === MAX_HELD || (part.length > 0 && characters + place.characters > MAX_CHARACTERS)) {
      yield part;
      [part, characters] = [[], 0];
    }
    part.push(place);
    characters += place.characters;
  }
  if (part.length > 0) yield part;
}

async function readTexts(files: readonly string[], places: readonly Place[]): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(places.map(({ at }) => at));
  const texts = new Map<string, string>();
  for (const file of files) {
    for await (const line of readLines(file)) if (wanted.has(placeOf(line))) texts.set(placeOf(line), line.text);
  }
  return texts;
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
