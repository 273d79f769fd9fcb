import { once } from "node:events";
import type { Writable } from "node:stream";

import { piecewiseOutput } from "./piecewise-output.ts";
import type { OutputMessage } from "./protocol.ts";
import type { Redaction } from "./redaction.ts";
import { unlessAborted } from "./waiting.ts";

const NEWLINE = Buffer.from("\n");

/**
 * How long the rest of the output waits for a reader that reads nothing, unless a signal shortens the wait. It is long
 * because a reader may have a good reason to pause (a platform that stores a state, a person with a pager), and would
 * miss states and the TRACE. A reader that is gone breaks the pipe at once. A slow reader gets everything, however long
 * it takes.
 */
const LONGEST_PAUSE_MS = 60_000;

/**
 * The longest `message` by type. Longer ones are hardly ever read, and Airbyte cuts those of a TRACE at 50,000
 * characters.
 */
const MAX_MESSAGES: Readonly<Record<string, number>> = { CONNECTION_STATUS: 5000, TRACE: 10_000, LOG: 50_000 };
const MAX_INTERNAL_MESSAGE = 10_000;
const MAX_STACK_TRACE = 40_000;

/** Writes messages to stdout, one per line. All texts meant for people pass through the redaction. */
export class MessageWriter {
  readonly #stdout: Writable;
  readonly #output: Writable;
  readonly #redaction: Redaction;
  readonly #broken = new AbortController();
  #isClosed = false;

  constructor(stdout: Writable, redaction: Redaction) {
    this.#stdout = stdout;
    this.#output = piecewiseOutput(stdout);
    this.#redaction = redaction;
    // Without listeners an EPIPE would be an uncaught exception.
    for (const stream of [stdout, this.#output]) {
      stream.on("error", () => {
        this.#broken.abort();
      });
    }
  }

  /** Aborted when stdout has no reader any more (EPIPE). Nothing is written from then on. */
  get broken(): AbortSignal {
    return this.#broken.signal;
  }

  message(message: OutputMessage): void {
    const max: Readonly<Record<string, number | undefined>> = {
      message: MAX_MESSAGES[message.type],
      internal_message: MAX_INTERNAL_MESSAGE,
      stack_trace: MAX_STACK_TRACE,
    };
    const forPeople = message.type !== "SPEC" && message.type !== "DESTINATION_CATALOG";
    const replacer = (key: string, value: unknown) => (typeof value === "string" ? this.#text(value, max[key]) : value);
    this.#line(JSON.stringify(message, forPeople ? replacer : undefined));
  }

  /** A message for another program, exactly as given: nothing is removed from it. */
  unchanged(message: object): void {
    this.#line(JSON.stringify(message));
  }

  /** Plain text for people instead of messages. */
  plainText(text: string): void {
    this.#output.write(this.#redaction.apply(text));
  }

  /** Writes a STATE as it was received, with its `destinationStats` filled in. Nothing else in it may change. */
  state(line: Buffer): void {
    this.#line(line);
  }

  /** Resolves when stdout accepts more, when it is broken, or when `signal` aborts. */
  async drained(signal: AbortSignal): Promise<void> {
    while (this.#output.writableNeedDrain && !this.#broken.signal.aborted && !signal.aborted) {
      await once(this.#output, "drain", { signal: AbortSignal.any([signal, this.#broken.signal]) }).catch(() => {});
    }
  }

  get needsDrain(): boolean {
    return this.#output.writableNeedDrain;
  }

  /**
   * Accepts nothing more. Resolves when everything written has left the process. If none of it has been read for a
   * minute, or when `deadline` aborts, the rest is dropped and the writer is `broken`.
   */
  async close(deadline: AbortSignal): Promise<void> {
    this.#isClosed = true;
    if (this.#broken.signal.aborted) return;
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    let pause = setTimeout(resolve, LONGEST_PAUSE_MS);
    const waitAnew = () => {
      clearTimeout(pause);
      pause = setTimeout(resolve, LONGEST_PAUSE_MS);
    };
    this.#output.on("progress", waitAnew);
    this.#output.write("", () => {
      resolve();
    });
    await unlessAborted(ended, deadline);
    this.#output.off("progress", waitAnew);
    clearTimeout(pause);
    if (this.#output.writableLength > 0) {
      this.#broken.abort();
      this.#stdout.destroy();
    }
  }

  /** A text with a maximum length is one for people. */
  #text(text: string, max: number | undefined): string {
    return max === undefined ? text : shortened(this.#redaction.apply(text), max);
  }

  #line(line: string | Buffer): void {
    if (this.#isClosed || this.#broken.signal.aborted) return;
    if (typeof line === "string") {
      this.#output.write(`${line}\n`);
    } else {
      this.#output.write(Buffer.concat([line, NEWLINE]));
    }
  }
}

function shortened(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max)}… (${text.length - max} more characters)`;
}
