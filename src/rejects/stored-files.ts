import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { createGunzip } from "node:zlib";
import { ConfigError, LineSplitter } from "airbyte-cdk-typescript";
import { fileErrorCode } from "./file-error-code.ts";
import { DRY_RUN, isFileOf } from "./reject-path.ts";
import type { LineKind } from "./reject-store.ts";

/** A line of a file, numbered from 1. */
export interface StoredLine {
  readonly file: string;
  readonly number: number;
  readonly text: string;
}

/**
 * The files among those that were named, and those of the kind in the folders among them, without what dry runs left there.
 * Throws `ConfigError`.
 */
export async function findFiles(named: readonly string[], kind: LineKind): Promise<readonly string[]> {
  const found = await Promise.all(
    named.map(async (place) => {
      try {
        return (await stat(place)).isDirectory() ? await filesBelow(place, kind) : [place];
      } catch (error) {
        throw unreadable(place, error);
      }
    }),
  );
  const files = [...new Set(found.flat())];
  if (files.length > 0) return files;
  const [what, suffix] = kind === "changes" ? ["change logs", "_changes_…"] : ["rejected records", "_…"];
  throw new ConfigError(
    `The files and folders that you named contain no ${what}: no files such as <time>${suffix}.jsonl. Name a folder or files that a sync wrote.`,
  );
}

async function filesBelow(folder: string, kind: LineKind): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter(
      (name) => isFileOf(kind, path.basename(name)) && !name.split(path.sep).some((part) => part.startsWith(DRY_RUN)),
    )
    .toSorted()
    .map((name) => path.join(folder, name));
}

/** The lines that are not blank. Throws `ConfigError` if the file cannot be read. */
export async function* readLines(file: string): AsyncGenerator<StoredLine, void, undefined> {
  let number = 0;
  for await (const line of splitFile(file)) {
    number += 1;
    if (line.length > 0) yield { file, number, text: line.toString() };
  }
}

async function* splitFile(file: string): AsyncGenerator<Buffer, void, undefined> {
  const splitter = new LineSplitter();
  for await (const chunk of readChunks(file)) yield* splitter.push(chunk);
  const last = splitter.end();
  if (last) yield last;
}

async function* readChunks(file: string): AsyncGenerator<Buffer, void, undefined> {
  try {
    yield* openFile(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

function openFile(file: string): AsyncIterable<Buffer> {
  const bytes = createReadStream(file);
  if (!file.endsWith(".gz")) return bytes;
  const unzipped = createGunzip();
  bytes.on("error", (error) => unzipped.destroy(error));
  return bytes.pipe(unzipped);
}

function unreadable(place: string, error: unknown): ConfigError {
  const code = fileErrorCode(error) ?? "unknown error";
  return new ConfigError(`${place} cannot be read (${code}). Name a file or folder that exists and can be read.`, {
    cause: error,
  });
}
