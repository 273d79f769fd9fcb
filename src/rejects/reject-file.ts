import type { FileHandle } from "node:fs/promises";

/** A file of whole lines: what a failed write has left of a line is cut off again. */
export class RejectFile {
  readonly #handle: FileHandle;
  #length = 0;

  /** A new file, open to append to. */
  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Resolves when the lines are on disk, in a file that can be found. */
  async append(lines: readonly string[]): Promise<void> {
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
    try {
      await this.#handle.appendFile(bytes);
      await this.#handle.datasync();
      await this.#expectName();
    } catch (error) {
      // What is wrong with the disk counts, not that this failed too.
      await this.#handle.truncate(this.#length).catch(() => {});
      throw error;
    }
    this.#length += bytes.length;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  /** Writing to a file that somebody deleted succeeds, and what was written is gone with its last handle. */
  async #expectName(): Promise<void> {
    const { nlink } = await this.#handle.stat();
    if (nlink === 0) throw Object.assign(new Error("the file was deleted while it was written"), { code: "ENOENT" });
  }
}
