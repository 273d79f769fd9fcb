import { type FileHandle, mkdir, open, unlink } from "node:fs/promises";
import path from "node:path";
import type { StreamDescriptor } from "airbyte-cdk-typescript";
import { fileErrorCode } from "./file-error-code.ts";
import type { RejectStore } from "./reject-store.ts";

/** Writes `<folder>/<sync>/[<namespace>/]<stream>/<start>_<part>.jsonl`; a file that exists is never touched. */
export class LocalRejectStore implements RejectStore {
  readonly location: string;
  readonly #startedAt: string;
  readonly #files = new Map<string, FileHandle>();

  constructor(folder: string, syncId: string | undefined, startedAt: Date) {
    this.#startedAt = startedAt.toISOString().replaceAll(/[-:]/g, "");
    this.location = path.join(folder, fileName(syncId ?? this.#startedAt));
  }

  async append(stream: StreamDescriptor, lines: readonly string[]): Promise<void> {
    const file = await this.#file(stream);
    await file.appendFile(lines.map((line) => `${line}\n`).join(""));
    await file.datasync();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#files.values()].map((file) => file.close()));
    this.#files.clear();
  }

  async #file(stream: StreamDescriptor): Promise<FileHandle> {
    const names = [...(stream.namespace === undefined ? [] : [stream.namespace]), stream.name].map(fileName);
    const folder = path.join(this.location, ...names);
    const known = this.#files.get(folder);
    if (known) return known;
    await mkdir(folder, { recursive: true });
    const file = await createFile(folder, this.#startedAt);
    this.#files.set(folder, file);
    return file;
  }
}

/** A retried sync has the same id, so a name may be taken: the next number is. */
async function createFile(folder: string, startedAt: string): Promise<FileHandle> {
  for (let part = 0; ; part++) {
    try {
      const file = await open(path.join(folder, `${startedAt}_${part}.jsonl`), "ax");
      await syncFolder(folder);
      return file;
    } catch (error) {
      if (fileErrorCode(error) !== "EEXIST") throw error;
    }
  }
}

/** Without it a crash of the machine may lose the file's name, and with it the lines. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** One name below the folder, whatever a stream is called: separators are encoded, and `.` or `..` cannot remain. */
function fileName(name: string): string {
  return (
    encodeURIComponent(name)
      .replace(/^\.+/, (dots) => "%2E".repeat(dots.length))
      .slice(0, 200) || "_"
  );
}

/** Writes and deletes a file there; throws what the file system says. */
export async function checkLocalRejects(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const probe = path.join(folder, `_check_test_${process.pid}`);
  const file = await open(probe, "wx");
  try {
    await file.appendFile("test\n");
    await file.datasync();
  } finally {
    await file.close();
    await unlink(probe);
  }
}
