import type { PendingRecord, RecordSink, SyncContext } from "./destination.ts";
import type { StreamDescriptor } from "./protocol.ts";
import { streamKey } from "./stream-key.ts";

/** What the batches that are still filling may hold together, whatever the number of streams. */
const MAX_FILLING_BYTES = 64 * 1024 * 1024;

export interface BatchOptions {
  /** 1,000 by default. */
  readonly maxRecords?: number;
  /** Of the records' lines. A longer record is a separate batch. 10 MB by default. */
  readonly maxBytes?: number;
  /** How long a record waits for others. By default, until the CDK calls `flush`: half of `FLUSH_INTERVAL_SECONDS`. */
  readonly maxMilliseconds?: number;
  /** How many batches are written at a time, each of another stream. 1 by default. */
  readonly maxConcurrentBatches?: number;
}

/** Writes records of one stream, in their order. Settles each of them before it resolves. An error ends the sync. */
export type WriteBatch = (records: readonly PendingRecord[], stream: StreamDescriptor) => Promise<void>;

interface Batch {
  readonly stream: StreamDescriptor;
  readonly key: string;
  readonly records: PendingRecord[];
  bytes: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * A sink that collects records and writes them in batches, each of one stream. Batches of a stream are written one after
 * another, so that the last record with a key wins. While a full batch waits to be written, nothing more is read.
 */
export class BatchingSink implements RecordSink {
  readonly #sync: SyncContext;
  readonly #write: WriteBatch;
  readonly #limits: Required<BatchOptions>;
  /** By stream, in the order of their first records. */
  readonly #filling = new Map<string, Batch>();
  #fillingBytes = 0;
  /** Full, or flushed, in the order in which they are to be written. */
  #waiting: Batch[] = [];
  /** The streams of the batches that are being written. */
  readonly #writing = new Set<string>();
  #changed = Promise.withResolvers<void>();

  constructor(sync: SyncContext, write: WriteBatch, options: BatchOptions = {}) {
    this.#sync = sync;
    this.#write = write;
    this.#limits = {
      maxRecords: options.maxRecords ?? 1000,
      maxBytes: options.maxBytes ?? 10_000_000,
      maxMilliseconds: options.maxMilliseconds ?? Infinity,
      maxConcurrentBatches: options.maxConcurrentBatches ?? 1,
    };
    sync.signal.addEventListener("abort", () => this.#drop());
  }

  write(record: PendingRecord): Promise<void> | void {
    const { maxBytes, maxRecords } = this.#limits;
    const key = streamKey(record.stream);
    const before = this.#filling.get(key);
    if (before && before.bytes + record.byteLength > maxBytes) this.#close(before);
    const batch = this.#filling.get(key) ?? this.#begin(record.stream, key);
    batch.records.push(record);
    batch.bytes += record.byteLength;
    this.#fillingBytes += record.byteLength;
    if (batch.records.length >= maxRecords || batch.bytes >= maxBytes) this.#close(batch);
    if (this.#fillingBytes > MAX_FILLING_BYTES) this.flush();
    return this.#waiting.length > 0 ? this.#until(() => this.#waiting.length === 0) : undefined;
  }

  flush(): void {
    for (const batch of this.#filling.values()) this.#close(batch);
  }

  /** After an abort, only what is being written is waited for. The states of the other records are held back. */
  async close(): Promise<void> {
    this.flush();
    await this.#until(() => this.#waiting.length === 0);
    while (this.#writing.size > 0) await this.#changed.promise;
  }

  #begin(stream: StreamDescriptor, key: string): Batch {
    const batch: Batch = { stream, key, records: [], bytes: 0, timer: undefined };
    const { maxMilliseconds } = this.#limits;
    if (maxMilliseconds < Infinity) batch.timer = setTimeout(() => this.#close(batch), maxMilliseconds);
    this.#filling.set(key, batch);
    return batch;
  }

  #close(batch: Batch): void {
    clearTimeout(batch.timer);
    this.#filling.delete(batch.key);
    this.#fillingBytes -= batch.bytes;
    this.#waiting.push(batch);
    this.#startReady();
  }

  #startReady(): void {
    if (this.#sync.signal.aborted) this.#drop();
    for (const batch of this.#waiting) {
      // A batch that fails at once ends the sync, and drops those that wait.
      if (!this.#waiting.includes(batch)) continue;
      if (this.#writing.size >= this.#limits.maxConcurrentBatches) break;
      if (!this.#writing.has(batch.key)) void this.#writeOne(batch);
    }
  }

  async #writeOne(batch: Batch): Promise<void> {
    this.#waiting = this.#waiting.filter((other) => other !== batch);
    this.#writing.add(batch.key);
    try {
      await this.#write(batch.records, batch.stream);
    } catch (error) {
      this.#sync.fail(error);
    }
    this.#writing.delete(batch.key);
    this.#startReady();
    this.#noteChange();
  }

  /** The sync is ending, so nothing new is written. */
  #drop(): void {
    for (const { timer } of this.#filling.values()) clearTimeout(timer);
    this.#filling.clear();
    this.#fillingBytes = 0;
    this.#waiting = [];
    this.#noteChange();
  }

  #noteChange(): void {
    const changed = this.#changed;
    this.#changed = Promise.withResolvers();
    changed.resolve();
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) await this.#changed.promise;
  }
}
