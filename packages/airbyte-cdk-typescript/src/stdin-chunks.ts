import type { Readable } from "node:stream";

import { UnreadableInput } from "./unreadable-input.ts";

/**
 * The bytes of stdin as they arrive, to its end or until `signal` aborts. Throws `UnreadableInput` if it ends with an
 * error. A reader that stops early does not close stdin: its writer waits, instead of getting a broken pipe, while the
 * sync settles what it has.
 */
export async function* stdinChunks(stdin: Readable, signal: AbortSignal): AsyncGenerator<Buffer, void, undefined> {
  try {
    const chunks: AsyncIterable<Buffer | string> = stdin.iterator({ destroyOnReturn: false });
    for await (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
  } catch (error) {
    if (!signal.aborted) throw brokenOff(error);
  }
}

function brokenOff(error: unknown): UnreadableInput {
  const isFolder = error instanceof Error && "code" in error && error.code === "EISDIR";
  const message = isFolder
    ? "stdin is a folder, which contains no messages. Give the command a file or a pipe (write … < messages.jsonl)."
    : "The input ended too early: stdin could not be read to its end. Sync again.";
  return new UnreadableInput(message, { cause: error });
}
