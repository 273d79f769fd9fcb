import { type ConnectorError, type PendingRecord, streamKey } from "airbyte-cdk-typescript";
import { advise } from "../advice/advise.ts";

/** When this many records of a stream are rejected before one is written, its mapping is wrong. */
const FIRST_RECORDS = 1000;
/** Rejected records that may be held back while the first ones are undecided. */
const MAX_HELD = 5000;

interface StreamTrial {
  read: number;
  /** Of the first records, those without an outcome. */
  readonly undecided: Set<PendingRecord>;
  /** Rejected records whose states must not leave yet. */
  held: PendingRecord[];
  rejectedFirst: number;
}

/**
 * Ends a sync that rejects everything. Until one of a stream's first 1,000 records is written, its rejected ones are
 * not settled, so that the source does not move past records which a corrected mapping would write.
 */
export class RejectionBreaker {
  readonly #onTripped: (error: ConnectorError) => void;
  /** Undefined for a stream that has passed. */
  readonly #trials = new Map<string, StreamTrial | undefined>();

  constructor(onTripped: (error: ConnectorError) => void) {
    this.#onTripped = onTripped;
  }

  /** Whether so many rejected records are held back that no more should be read. */
  get isFull(): boolean {
    return [...this.#trials.values()].some((trial) => trial !== undefined && trial.held.length >= MAX_HELD);
  }

  noteRead(record: PendingRecord): void {
    const key = streamKey(record.stream);
    if (!this.#trials.has(key)) {
      this.#trials.set(key, { read: 0, undecided: new Set(), held: [], rejectedFirst: 0 });
    }
    const trial = this.#trials.get(key);
    if (!trial || trial.read >= FIRST_RECORDS) return;
    trial.read += 1;
    trial.undecided.add(record);
  }

  /** A record was written, left alone as it should be, or met its user: the stream's mapping works. */
  noteMapped(record: PendingRecord): void {
    const trial = this.#trials.get(streamKey(record.stream));
    if (!trial?.undecided.has(record)) return;
    this.#trials.set(streamKey(record.stream), undefined);
    for (const held of trial.held) held.rejected();
  }

  /** Takes a rejected record that is stored, and settles it at once or when its stream has passed. */
  reject(record: PendingRecord): void {
    const trial = this.#trials.get(streamKey(record.stream));
    if (!trial) {
      record.rejected();
      return;
    }
    trial.held.push(record);
    if (trial.undecided.delete(record)) trial.rejectedFirst += 1;
    if (trial.rejectedFirst === FIRST_RECORDS) {
      this.#onTripped(advise("first_records_rejected", { stream: record.stream.name }));
    }
  }

  /** The input has ended, or cannot go on, before a stream's 1,000th record is rejected: the others are settled. */
  release(): void {
    for (const trial of this.#trials.values()) {
      if (!trial || trial.rejectedFirst === FIRST_RECORDS) continue;
      const { held } = trial;
      trial.held = [];
      for (const record of held) record.rejected();
    }
  }
}
