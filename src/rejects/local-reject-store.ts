import { open, realpath } from "node:fs/promises";
import path from "node:path";
import type { StreamDescriptor } from "airbyte-cdk-typescript";
import { fileErrorCode } from "./file-error-code.ts";
import { makeFolders } from "./folders.ts";
import { RejectFile } from "./reject-file.ts";
import { partName, streamFolders, syncFolder } from "./reject-path.ts";
import type { KeptSync, LineKind, RejectStore } from "./reject-store.ts";
import { unwritable } from "./unwritable.ts";

/** Processes may open 1,024 files, often 256, and a sync may have thousands of streams. */
const MAX_OPEN = 32;

/** Writes `<folder>/<sync>/[<namespace>/]<stream>/<start>_<part>.jsonl`; a file that exists is never touched. */
export class LocalRejectStore implements RejectStore {
  readonly location: string;
  readonly gatherMs = 0;
  readonly #root: string;
  readonly #sync: KeptSync;
  readonly #files = new Map<string, RejectFile>();
  /** Least recently used first. */
  readonly #open = new Set<RejectFile>();

  constructor(folder: string, sync: KeptSync) {
    this.#root = folder;
    this.#sync = sync;
    this.location = path.join(folder, syncFolder(sync));
  }

  async append(stream: StreamDescriptor, lines: readonly string[], kind: LineKind = "rejected"): Promise<void> {
    try {
      const file = await this.#file(stream, kind);
      await this.#keepOpen(file);
      await file.append(lines);
    } catch (error) {
      throw unwritable(this.#root, error);
    }
  }

  async close(): Promise<void> {
    try {
      await Promise.all([...this.#open].map((file) => file.close()));
    } catch (error) {
      throw unwritable(this.#root, error);
    }
    this.#open.clear();
    this.#files.clear();
  }

  async #file(stream: StreamDescriptor, kind: LineKind): Promise<RejectFile> {
    const folder = path.join(this.location, ...streamFolders(stream));
    const key = `${kind} ${folder}`;
    const known = this.#files.get(key);
    if (known) return known;
    const [firstMade] = await makeFolders(folder);
    await refuseLinks(this.#root, folder);
    const file = await createFile(folder, (part) => partName(this.#sync, part, kind));
    this.#files.set(key, file);
    this.#open.add(file);
    await persistNames(folder, firstMade === undefined ? folder : path.dirname(firstMade));
    return file;
  }

  async #keepOpen(file: RejectFile): Promise<void> {
    this.#open.delete(file);
    this.#open.add(file);
    for (const other of this.#open) {
      if (this.#open.size <= MAX_OPEN) return;
      this.#open.delete(other);
      await other.close();
    }
  }
}

/** A symbolic link below the reject folder would lead records, which are personal data, out of it. */
async function refuseLinks(root: string, folder: string): Promise<void> {
  const expected = path.join(await realpath(root), path.relative(root, folder));
  if ((await realpath(folder)) !== expected) throw Object.assign(new Error("a link"), { code: "ELOOP" });
}

/** A retried sync has the same id, so a name may be taken. Then the next number is used. */
async function createFile(folder: string, nameOf: (part: number) => string): Promise<RejectFile> {
  for (let part = 0; ; part++) {
    try {
      return await RejectFile.create(path.join(folder, nameOf(part)));
    } catch (error) {
      if (fileErrorCode(error) !== "EEXIST") throw error;
    }
  }
}

/**
 * Without this, a crash of the machine may lose the new file's or folder's name, and the lines with it. `highest` is
 * the folder itself or one of its parents.
 */
async function persistNames(folder: string, highest: string): Promise<void> {
  for (let each = folder; ; each = path.dirname(each)) {
    const handle = await open(each, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (each === highest || each === path.dirname(each)) return;
  }
}
