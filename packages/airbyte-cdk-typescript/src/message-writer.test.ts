import { Writable } from "node:stream";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { MessageWriter } from "./message-writer.ts";
import { Redaction } from "./redaction.ts";

/** A stdout that is read only when the test reads it. Everything that is buffered is one write, as with a pipe. */
function unreadOutput() {
  const taken = { text: "" };
  let waiting: (() => void) | undefined;
  const take = (bytes: Buffer, done: () => void) => {
    waiting = () => {
      taken.text += bytes.toString();
      done();
    };
  };
  const stdout = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      take(chunk, done);
    },
    writev: (chunks, done) => {
      take(Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer)), done);
    },
  });
  /** Reads one write, if there is one. */
  const read = async () => {
    const reading = waiting;
    waiting = undefined;
    reading?.();
    await new Promise(setImmediate);
  };
  return { stdout, taken, read };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** A long state and the TRACE after it, both unread. */
function closing() {
  const output = unreadOutput();
  const writer = new MessageWriter(output.stdout, new Redaction());
  writer.state(Buffer.alloc(200_000, "s"));
  const error = { message: "the end", failure_type: "system_error" } as const;
  writer.message({ type: "TRACE", trace: { type: "ERROR", emitted_at: 0, error } });
  const progress = { isClosed: false };
  const closed = writer.close(new AbortController().signal).finally(() => {
    progress.isClosed = true;
  });
  return { ...output, writer, closed, progress };
}

describe("the last of the output", () => {
  it("waits for a slow reader for as long as it takes", async () => {
    const { taken, read, writer, closed, progress } = closing();
    let waitedMs = 0;
    while (!progress.isClosed) {
      vi.advanceTimersByTime(59_999);
      waitedMs += 59_999;
      await read();
    }
    await closed;

    expect(waitedMs).toBeGreaterThan(10 * 60_000);
    expect(writer.broken.aborted).toBe(false);
    const [state, trace] = taken.text.split("\n");
    expect({ stateLength: state?.length, trace }).toEqual({
      stateLength: 200_000,
      trace: expect.stringContaining("the end") as string,
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is dropped once its reader has read nothing for a minute", async () => {
    const { stdout, read, writer, closed, progress } = closing();
    vi.advanceTimersByTime(59_999);
    await read();
    vi.advanceTimersByTime(59_999);
    await new Promise(setImmediate);
    expect(progress.isClosed).toBe(false);
    vi.advanceTimersByTime(1);
    await closed;

    expect(writer.broken.aborted).toBe(true);
    expect(stdout.destroyed).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});
