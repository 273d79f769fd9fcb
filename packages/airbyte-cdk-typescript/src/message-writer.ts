import { once } from "node:events";
import type { Writable } from "node:stream";

import type { OutputMessage } from "./protocol.ts";
import type { Redaction } from "./redaction.ts";

const NEWLINE = Buffer.from("\n");

/** Of LOG, TRACE and CONNECTION_STATUS. */
const TEXTS: ReadonlySet<string> = new Set(["message", "internal_message", "stack_trace"]);

/** Writes messages to stdout, one a line. Texts meant for people pass through the redaction, whoever wrote them. */
export class MessageWriter {
  readonly #stdout: Writable;
  readonly #redaction: Redaction;
  readonly #broken = new AbortController();
  #closed = false;

  constructor(stdout: Writable, redaction: Redaction) {
    this.#stdout = stdout;
    this.#redaction = redaction;
    // Without a listener an EPIPE would be an uncaught exception.
    stdout.on("error", () => {
      this.#broken.abort();
    });
  }

  /** Aborted when nobody reads stdout any more (EPIPE). Nothing is written from then on. */
  get broken(): AbortSignal {
    return this.#broken.signal;
  }

  message(message: OutputMessage): void {
    const forPeople = message.type !== "SPEC" && message.type !== "DESTINATION_CATALOG";
    const redact = (key: string, value: unknown) =>
      TEXTS.has(key) && typeof value === "string" ? this.#redaction.apply(value) : value;
    this.#line(JSON.stringify(message, forPeople ? redact : undefined));
  }

  /** A STATE as it came, its `destinationStats` filled in: nothing else of it may change. */
  state(line: Buffer): void {
    this.#line(line);
  }

  /** Resolves when stdout takes more, or when it is broken or `signal` aborts. */
  async drained(signal: AbortSignal): Promise<void> {
    while (this.#stdout.writableNeedDrain && !this.#broken.signal.aborted && !signal.aborted) {
      await once(this.#stdout, "drain", { signal: AbortSignal.any([signal, this.#broken.signal]) }).catch(() => {});
    }
  }

  get needsDrain(): boolean {
    return this.#stdout.writableNeedDrain;
  }

  /** Takes nothing more and resolves when all that was written has left the process. */
  async close(): Promise<void> {
    this.#closed = true;
    if (!this.#broken.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#stdout.write("", () => {
          resolve();
        });
      });
    }
  }

  #line(line: string | Buffer): void {
    if (this.#closed || this.#broken.signal.aborted) {
      return;
    }
    if (typeof line === "string") {
      this.#stdout.write(`${line}\n`);
    } else {
      this.#stdout.write(Buffer.concat([line, NEWLINE]));
    }
  }
}
