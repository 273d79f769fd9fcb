import type { Readable } from "node:stream";

import { CheckpointLedger } from "./checkpoint-ledger.ts";
import { checkedSink } from "./destination-answers.ts";
import type { RecordSink, SyncContext } from "./destination.ts";
import { SystemError } from "./errors.ts";
import { inputMessage, type InputMessage } from "./input-message.ts";
import { LineSplitter } from "./lines.ts";
import type { Logger } from "./logger.ts";
import type { MessageWriter } from "./message-writer.ts";
import type { ConfiguredAirbyteCatalog, StreamDescriptor } from "./protocol.ts";
import { withDestinationStats } from "./state-message.ts";
import { stdinChunks } from "./stdin-chunks.ts";
import { shown, streamKey } from "./stream-key.ts";
import { rateLimitedStatus } from "./stream-status.ts";
import { UnreadableInput } from "./unreadable-input.ts";
import { delayed, unlessAborted } from "./waiting.ts";

/** Counted from the signal or the error. PyAirbyte kills a destination 10 s after SIGTERM; the rest is for stdout. */
const GRACE_MS = 8500;

/** A line is held in memory several times: as bytes, as text and as values. */
const MAX_LINE_BYTES = 128 * 1024 * 1024;

export interface SyncOptions {
  readonly stdin: Readable;
  readonly writer: MessageWriter;
  readonly logger: Logger;
  readonly catalog: ConfiguredAirbyteCatalog;
  readonly flushIntervalMs: number;
}

/** One `write`: from stdin through the sink to the states on stdout, until the end or until it is stopped. */
export class Sync implements SyncContext {
  readonly logger: Logger;
  readonly #options: SyncOptions;
  readonly #streams: ReadonlySet<string>;
  readonly #ledger: CheckpointLedger;
  readonly #ending = new AbortController();
  #failure: { readonly error: unknown } | undefined;
  #withholdsStates = false;
  #lineNumber = 0;
  readonly #garbage = { count: 0, firstLine: 0 };
  /** Why the input was not read to its end. The sync ends with this error after everything before it is written. */
  #unreadable: UnreadableInput | undefined;
  #flushTimer: NodeJS.Timeout | undefined;
  #roomMade = () => {};

  constructor(options: SyncOptions) {
    this.logger = options.logger;
    this.#options = options;
    this.#streams = new Set(options.catalog.streams.map(({ stream }) => streamKey(stream)));
    this.#ledger = new CheckpointLedger((line, stats) => {
      if (!this.#withholdsStates) options.writer.state(withDestinationStats(line, stats));
      this.#roomMade();
    });
    options.writer.broken.addEventListener("abort", () => {
      this.stop();
    });
    if (options.writer.broken.aborted) this.stop();
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  get isInputCutOff(): boolean {
    return this.#unreadable !== undefined;
  }

  fail(error: unknown): void {
    if (!this.signal.aborted) {
      this.#failure = { error };
      this.stop();
    }
  }

  withholdStates(): void {
    this.#withholdsStates = true;
  }

  rateLimited(until: Date): void {
    const { catalog, writer } = this.#options;
    for (const { stream } of catalog.streams) writer.message(rateLimitedStatus(stream, until));
  }

  /** Ends the sync early without an error: nothing more is read, and records in flight get 8.5 s to settle. */
  stop(): void {
    clearTimeout(this.#flushTimer);
    this.#ending.abort();
    // Ends a read that waits for input.
    this.#options.stdin.destroy();
  }

  /**
   * Resolves when the sync is over and all states that can be returned are out. Throws the first error if it failed.
   */
  async run(open: (sync: SyncContext) => Promise<RecordSink>): Promise<void> {
    const grace = delayed(this.signal, GRACE_MS);
    try {
      const opened = this.signal.aborted ? undefined : await unlessAborted(openedWith(open(this)), this.signal);
      if (opened !== undefined) await this.#drive(opened.sink, grace.signal);
    } catch (error) {
      this.fail(error);
    } finally {
      clearTimeout(this.#flushTimer);
      grace.cancel();
    }
    if (this.#failure !== undefined) throw this.#failure.error;
    if (this.#unreadable !== undefined) throw this.#unreadable;
  }

  async #drive(sink: RecordSink, graceOver: AbortSignal): Promise<void> {
    try {
      await this.#read(sink);
    } catch (error) {
      if (error instanceof UnreadableInput) this.#endInput(error);
      else this.fail(error);
    }
    clearTimeout(this.#flushTimer);
    this.#reportGarbage();
    const isClosed = await unlessAborted(this.#close(sink), graceOver);
    if (isClosed !== true) sink.abandon?.();
    if (!this.signal.aborted && !this.isInputCutOff && this.#ledger.unsettled > 0) {
      this.fail(
        new SystemError(
          `${this.#ledger.unsettled} records were never settled: their outcome is not known, and their states were held back. Sync again. If it happens again, open an issue in the connector's repository.`,
        ),
      );
    }
  }

  /** Nothing more can be read. What was read so far is written, as at the end of any input. */
  #endInput(error: UnreadableInput): void {
    this.#unreadable = error;
    this.logger.info(
      "The input cannot be read any further. Everything before this point is written, then the sync fails.",
    );
  }

  async #close(sink: RecordSink): Promise<boolean> {
    try {
      await sink.close();
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }

  async #read(sink: RecordSink): Promise<void> {
    const splitter = new LineSplitter();
    for await (const chunk of stdinChunks(this.#options.stdin, this.signal)) {
      for (const line of splitter.push(chunk)) {
        const wait = this.#take(line, sink);
        // This runs for every record, so it awaits only if there is something to wait for.
        if (wait !== undefined) await unlessAborted(wait, this.signal);
        if (this.signal.aborted) return;
      }
      if (splitter.pendingBytes > MAX_LINE_BYTES) {
        throw new UnreadableInput(
          `Line ${this.#lineNumber + 1} of the input is longer than 128 MB. Remove the column with so much data from the connection's schema, or shorten it in the source, and sync again.`,
        );
      }
      if (this.#options.writer.needsDrain) await this.#options.writer.drained(this.signal);
    }
    const last = splitter.end();
    if (last !== undefined && !this.signal.aborted) await unlessAborted(this.#take(last, sink), this.signal);
  }

  /** Takes one line. Returns a promise when the next must wait. */
  #take(line: Buffer, sink: RecordSink): Promise<void> | void {
    this.#lineNumber += 1;
    const message = inputMessage(line.toString(), this.#lineNumber);
    switch (message.type) {
      case "RECORD":
        this.#armFlush(sink);
        return this.#takeRecord(message, line.length, sink);
      case "STATE":
        // A copy, because the line shares the memory of its whole chunk.
        this.#ledger.state(Buffer.from(line), this.#listed(message.stream));
        if (this.#ledger.waitingStates > 0) this.#armFlush(sink);
        return this.#ledger.isFull ? this.#waitForRoom(sink) : undefined;
      case "GARBAGE":
        if (this.#garbage.count === 0) this.#garbage.firstLine = this.#lineNumber;
        this.#garbage.count += 1;
        return undefined;
      case "BLANK":
      case "OTHER":
        return undefined;
    }
  }

  /**
   * The stream if the catalog has it. A state of any other stream waits for all records before it, like a GLOBAL one,
   * because it is not known which records it covers.
   */
  #listed(stream: StreamDescriptor | undefined): StreamDescriptor | undefined {
    return stream !== undefined && this.#streams.has(streamKey(stream)) ? stream : undefined;
  }

  #takeRecord(
    { stream, data, changes }: Extract<InputMessage, { type: "RECORD" }>,
    byteLength: number,
    sink: RecordSink,
  ): Promise<void> | void {
    if (this.#listed(stream) === undefined) {
      const namespace = stream.namespace === undefined ? "no namespace" : `namespace "${shown(stream.namespace)}"`;
      throw new UnreadableInput(
        `Line ${this.#lineNumber} of the input is a RECORD of the stream "${shown(stream.name)}" with ${namespace}, which is not in the catalog. Nothing from this line on was read. Refresh the connection's schema and sync again.`,
      );
    }
    return sink.write(this.#ledger.record({ stream, data, changes, lineNumber: this.#lineNumber, byteLength }));
  }

  #reportGarbage(): void {
    const { count, firstLine } = this.#garbage;
    if (count === 0) return;
    this.logger.warn(
      count === 1
        ? `Line ${firstLine} of the input is not an Airbyte message and was ignored.`
        : `${count} lines of the input are not Airbyte messages and were ignored. The first is line ${firstLine}.`,
    );
  }

  /** Half of the interval is for waiting. The destination has the other half to write what it flushes. */
  #armFlush(sink: RecordSink): void {
    this.#flushTimer ??= setTimeout(() => {
      this.#flush(sink);
    }, this.#options.flushIntervalMs / 2);
  }

  #flush(sink: RecordSink): void {
    clearTimeout(this.#flushTimer);
    this.#flushTimer = undefined;
    try {
      sink.flush();
    } catch (error) {
      this.fail(error);
    }
    // The sink may have kept something back, such as a record whose key is in flight.
    if (this.#ledger.waitingStates > 0 && !this.signal.aborted) this.#armFlush(sink);
  }

  async #waitForRoom(sink: RecordSink): Promise<void> {
    this.#flush(sink);
    await unlessAborted(
      sink.settleHeld?.(() => !this.#ledger.isFull),
      this.signal,
    );
    while (this.#ledger.isFull && !this.signal.aborted) {
      const room = new Promise<void>((resolve) => {
        this.#roomMade = resolve;
      });
      await unlessAborted(room, this.signal);
    }
  }
}

/** In an object, so that a missing sink differs from an opening that was abandoned. */
async function openedWith(sink: Promise<RecordSink>): Promise<{ readonly sink: RecordSink }> {
  return { sink: checkedSink(await sink) };
}
