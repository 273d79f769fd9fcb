import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";

const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;

/** A file of whole lines: what a failed write left of a line is removed. */
export class RejectFile {
  readonly #path: string;
  #handle: FileHandle | undefined;
  /** The file that was created. Another one may have taken its place while it was closed. */
  readonly #inode: number;
  #length = 0;

  /** `handle`: the file at that path, open to append to. */
  constructor(file: string, handle: FileHandle, inode: number) {
    this.#path = file;
    this.#handle = handle;
    this.#inode = inode;
  }

  /** A new file; fails with `EEXIST` if it exists. */
  static async create(file: string): Promise<RejectFile> {
    const handle = await open(file, O_WRONLY | O_APPEND | O_CREAT | O_EXCL);
    return new RejectFile(file, handle, (await handle.stat()).ino);
  }

  /** Resolves when the lines are on disk, in a file that can be found. Reopens the file if it was closed. */
  async append(lines: readonly string[]): Promise<void> {
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
    const handle = (this.#handle ??= await open(this.#path, O_WRONLY | O_APPEND | O_NOFOLLOW));
    await this.#expectSame(handle);
    try {
      await handle.appendFile(bytes);
      await handle.datasync();
      await this.#expectSame(handle);
    } catch (error) {
      // The disk's first error is the one to report.
      await handle.truncate(this.#length).catch(() => {});
      throw error;
    }
    this.#length += bytes.length;
  }

  /** Until more lines come. */
  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }

  /** Writing to a deleted file succeeds, but the lines are lost when its last handle is closed. */
  async #expectSame(handle: FileHandle): Promise<void> {
    const { ino, nlink } = await handle.stat();
    if (nlink > 0 && ino === this.#inode) return;
    throw Object.assign(new Error("the file was deleted while it was written"), { code: "ENOENT" });
  }
}
