const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Splits bytes into lines only at `\n`. node:readline cannot be used: it also splits at a lone `\r` and, since Node 24,
 * at U+2028 and U+2029. All of these are legal inside a JSON string. A line may share memory with its chunk, so copy
 * what is kept.
 */
export class LineSplitter {
  /**
   * The beginning of a line that spans chunks. It is joined once, at its end: a line of 100 MB comes in 1,600 chunks.
   */
  #parts: Buffer[] = [];
  #pendingBytes = 0;
  #isAtStart = true;

  /** The number of bytes held of a line whose end has not arrived yet. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  /** The lines that this chunk completes, without `\n` or `\r\n`. */
  *push(chunk: Buffer): Generator<Buffer, void, undefined> {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const line = this.#join(chunk.subarray(start, end));
      start = end + 1;
      yield line;
    }
    if (start < chunk.length) {
      this.#parts.push(chunk.subarray(start));
      this.#pendingBytes += chunk.length - start;
    }
  }

  /** The last line, when the input did not end with a newline. */
  end(): Buffer | undefined {
    return this.#parts.length === 0 ? undefined : this.#join(Buffer.alloc(0));
  }

  #join(last: Buffer): Buffer {
    let line = last;
    if (this.#parts.length > 0) {
      line = Buffer.concat([...this.#parts, last]);
      this.#parts = [];
      this.#pendingBytes = 0;
    }
    if (this.#isAtStart) {
      this.#isAtStart = false;
      line = line.subarray(0, 3).equals(BYTE_ORDER_MARK) ? line.subarray(3) : line;
    }
    return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
  }
}
