import { mkdir, open, realpath, unlink } from "node:fs/promises";
import path from "node:path";
import type { ConnectorError, StreamDescriptor } from "airbyte-cdk-typescript";
import { advise } from "../advice/advise.ts";
import { fileErrorCode } from "./file-error-code.ts";
import { RejectFile } from "./reject-file.ts";
import { partName, streamFolders, syncFolder } from "./reject-path.ts";
import type { RejectStore } from "./reject-store.ts";

/** Writes `<folder>/<sync>/[<namespace>/]<stream>/<start>_<part>.jsonl`; a file that exists is never touched. */
export class LocalRejectStore implements RejectStore {
  readonly location: string;
  readonly gatherMs = 0;
  readonly #root: string;
  readonly #startedAt: Date;
  readonly #files = new Map<string, RejectFile>();

  constructor(folder: string, syncId: string | undefined, startedAt: Date) {
    this.#root = folder;
    this.#startedAt = startedAt;
    this.location = path.join(folder, syncFolder(syncId, startedAt));
  }

  async append(stream: StreamDescriptor, lines: readonly string[]): Promise<void> {
    try {
      const file = await this.#file(stream);
      await file.append(lines);
    } catch (error) {
      throw unwritable(this.#root, error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#files.values()].map((file) => file.close()));
    this.#files.clear();
  }

  async #file(stream: StreamDescriptor): Promise<RejectFile> {
    const folder = path.join(this.location, ...streamFolders(stream));
    const known = this.#files.get(folder);
    if (known) return known;
    const firstMade = await mkdir(folder, { recursive: true });
    await refuseLinks(this.#root, folder);
    const file = await createFile(folder, this.#startedAt);
    await persistNames(folder, firstMade === undefined ? folder : path.dirname(firstMade));
    this.#files.set(folder, file);
    return file;
  }
}

/** A link planted below the reject folder would lead the records, which are people's data, out of it. */
async function refuseLinks(root: string, folder: string): Promise<void> {
  const expected = path.join(await realpath(root), path.relative(root, folder));
  if ((await realpath(folder)) !== expected) throw Object.assign(new Error("a link"), { code: "ELOOP" });
}

/** A retried sync has the same id, so a name may be taken: the next number is. */
async function createFile(folder: string, startedAt: Date): Promise<RejectFile> {
  for (let part = 0; ; part++) {
    try {
      return new RejectFile(await open(path.join(folder, partName(startedAt, part)), "ax"));
    } catch (error) {
      if (fileErrorCode(error) !== "EEXIST") throw error;
    }
  }
}

/**
 * Without it a crash of the machine may lose the file's name, or that of a folder made for it, and with it the lines.
 * `highest` is the folder or one above it.
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

/** Writes and deletes a file there. Throws `ConfigError`. */
export async function checkLocalRejects(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    // Checks may run at the same time, and one that was killed leaves its file.
    const probe = path.join(folder, `_check_test_${crypto.randomUUID()}`);
    const file = await open(probe, "wx");
    try {
      await file.appendFile("test\n");
      await file.datasync();
    } finally {
      await file.close();
      await unlink(probe);
    }
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** Quota and room: codes of a folder that could be written to before. */
const FULL: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT"]);

function unwritable(folder: string, error: unknown): ConnectorError {
  const code = fileErrorCode(error) ?? "unknown error";
  return advise(FULL.has(code) ? "reject_folder_full" : "reject_folder_unwritable", { folder, code }, { cause: error });
}
