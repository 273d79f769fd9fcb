import { type ConnectorError, type Logger, type RecordSettlement, streamKey } from "airbyte-cdk-typescript";
import { createError } from "../../errors/create-error.ts";
import type { ErrorId } from "../../errors/catalogue.ts";
import { counted, grouped } from "../../text/counted.ts";

/** When this many records of a stream are rejected before one is written, its mapping is wrong. */
const FIRST_RECORDS = 1000;
/** At the end of the input, a stream with fewer records than this passes even if all of them were rejected. */
const FEWEST_FOR_A_VERDICT = 20;
/** Rejected records of all streams whose states may be held back while the first ones are undecided. */
const MAX_HELD = 100_000;
const NAMED_STREAMS = 5;

interface StreamTrial {
  readonly name: string;
  read: number;
  /** How many of the first records have no outcome yet. */
  readonly undecided: Set<RecordSettlement>;
  /** Rejected records whose states must be held back. */
  held: RecordSettlement[];
  rejectedFirst: number;
  /** Some of the rejected records were settled before the stream was judged. */
  isReleased: boolean;
}

/**
 * Ends a sync that rejects everything. Until one of a stream's first 1,000 records is written, its rejected ones are
 * not settled, so that the source does not move past records that a corrected mapping would write. Only their
 * settlements are kept here, because each record's data may be as large as 128 MB.
 */
export class MappingBreaker {
  readonly #onTripped: (error: ConnectorError) => void;
  /** Undefined for a stream that has passed. */
  readonly #trials = new Map<string, StreamTrial | undefined>();
  #held = 0;

  constructor(onTripped: (error: ConnectorError) => void) {
    this.#onTripped = onTripped;
  }

  /** Whether so many rejected records are held back that no more should be read. */
  get isFull(): boolean {
    return this.#held >= MAX_HELD;
  }

  noteRead(record: RecordSettlement): void {
    const { stream } = record;
    const key = streamKey(stream);
    if (!this.#trials.has(key)) this.#trials.set(key, newTrial(stream.name));
    const trial = this.#trials.get(key);
    if (!trial || trial.read >= FIRST_RECORDS) return;
    trial.read += 1;
    trial.undecided.add(record);
  }

  /** A record was written, was correctly left alone, or already existed: the stream's mapping works. */
  noteMapped(record: RecordSettlement): void {
    const trial = this.#trials.get(streamKey(record.stream));
    if (!trial?.undecided.has(record)) return;
    this.#trials.set(streamKey(record.stream), undefined);
    this.#settle(trial);
  }

  /** Takes a rejected record that is stored, and settles it at once or when its stream has passed. */
  reject(record: RecordSettlement): void {
    const trial = this.#trials.get(streamKey(record.stream));
    if (!trial) {
      record.rejected();
      return;
    }
    trial.held.push(record);
    this.#held += 1;
    if (trial.undecided.delete(record)) trial.rejectedFirst += 1;
    if (trial.rejectedFirst === FIRST_RECORDS) this.#onTripped(verdict(trial, "first_records_rejected"));
  }

  /**
   * No more can be held although the stream is undecided: the states of these records may be emitted, but the records still
   * count.
   */
  release(): void {
    for (const trial of this.#trials.values()) {
      if (!trial || trial.rejectedFirst >= FIRST_RECORDS) continue;
      trial.isReleased ||= trial.held.length > 0;
      this.#settle(trial);
    }
  }

  /**
   * The input has ended. Settles streams that have few records and none written, and warns about them. Returns the error
   * that ends the sync if a stream has enough records to know that its mapping is wrong.
   */
  concludeAtEnd(logger: Logger): ConnectorError | undefined {
    const [wrong] = this.#settleFew(logger);
    return wrong && verdict(wrong, "all_records_rejected");
  }

  /**
   * The input was cut off: the missing rest might have shown that a stream's mapping works. Its states stay held back.
   */
  concludeCutOff(logger: Logger): void {
    const suspects = this.#settleFew(logger);
    if (suspects.length > 0) logger.warn(cutOffText(suspects));
  }

  /** Returns the streams that have enough records, all of them rejected. */
  #settleFew(logger: Logger): readonly StreamTrial[] {
    const few: StreamTrial[] = [];
    const suspects: StreamTrial[] = [];
    for (const trial of this.#trials.values()) {
      // Abandoned records have no outcome: the sync ends with a transient error, and the stream is sent again.
      if (!trial || trial.undecided.size > 0) continue;
      if (trial.rejectedFirst < FEWEST_FOR_A_VERDICT) {
        few.push(trial);
        this.#settle(trial);
      } else {
        suspects.push(trial);
      }
    }
    if (few.length > 0) logger.warn(fewText(few));
    return suspects;
  }

  #settle(trial: StreamTrial): void {
    const { held } = trial;
    trial.held = [];
    this.#held -= held.length;
    if (this.#held < 0) throw new Error("more rejected records were settled than were held");
    for (const settlement of held) settlement.rejected();
  }
}

function newTrial(name: string): StreamTrial {
  return { name, read: 0, undecided: new Set(), held: [], rejectedFirst: 0, isReleased: false };
}

function verdict({ isReleased, name, rejectedFirst }: StreamTrial, held: ErrorId): ConnectorError {
  const facts = { stream: name, count: grouped(rejectedFirst) };
  return createError(isReleased ? "rejected_after_states" : held, facts);
}

function fewText(trials: readonly StreamTrial[]): string {
  return (
    `All records of ${listed(trials)} were rejected. If their mapping is wrong, correct it and send these records again. ` +
    "The source will not resend them on its own."
  );
}

function cutOffText(trials: readonly StreamTrial[]): string {
  return (
    `All records of ${listed(trials)} were rejected before the input was cut off. Their states were held back, except ` +
    "those that had to be returned because too many waited. Check their mapping before you sync again."
  );
}

function listed(trials: readonly StreamTrial[]): string {
  const named = trials
    .slice(0, NAMED_STREAMS)
    .map(({ name, rejectedFirst }) => `"${name}" (${counted(rejectedFirst, "record")})`);
  const more = trials.length - named.length;
  const rest = more > 0 ? ` and ${counted(more, "more stream")}` : "";
  return `${trials.length === 1 ? "the stream" : "the streams"} ${named.join(", ")}${rest}`;
}
