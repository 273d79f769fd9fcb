import type { ConnectorError, Logger } from "airbyte-cdk-typescript";
import { createError } from "../../errors/create-error.ts";
import type { DeletionAllowance } from "../../objects/deletion-allowance.ts";
import { type Outcome, type UndecidedOutcome, mayBeWritten } from "../../objects/outcome.ts";
import type { Rejection } from "../../objects/rejection.ts";
import type { Row } from "../../objects/row.ts";
import { sleep } from "../../time/sleep.ts";
import type { ZendeskApi } from "../../zendesk/zendesk-api.ts";
import type { Quarantine } from "../outcomes/quarantine.ts";
import type { Pipeline } from "./pipeline.ts";
import { type QueueEntry, takeApart } from "./queue-entry.ts";
import type { RecordPace } from "./record-pace.ts";
import { RetrySchedule } from "./retry-schedule.ts";
import type { RecordOutcomes } from "../outcomes/record-outcomes.ts";
import type { AbandonedEntry, Batch } from "./write-queue.ts";

/** How often a batch is sent whole before it is halved to find the row at fault. */
const WHOLE_ATTEMPTS = 3;
/** A job that failed with a single row may still have written it. The next attempt's look-up shows that. */
const ATTEMPTS_ALONE = 2;

interface BatchDeliveryOptions {
  readonly api: ZendeskApi;
  readonly recordOutcomes: RecordOutcomes;
  readonly pace: RecordPace;
  readonly deletions: DeletionAllowance;
  readonly quarantine: Quarantine;
  /** Resolves when nothing that an earlier sync started may still overwrite what this one writes. */
  readonly earlierJobsEnded: Promise<void>;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** Sends a batch until each of its rows has an outcome. Rows without a result from Zendesk are sent again. */
export class BatchDelivery {
  readonly #options: BatchDeliveryOptions;
  /** Rows that a job or a request may have written. An attempt is not enough: its look-up may have been refused. */
  readonly #submitted = new WeakSet<Row>();

  constructor(options: BatchDeliveryOptions) {
    this.#options = options;
  }

  /** When the next records should go. */
  get dueAt(): number {
    return this.#options.pace.dueAt;
  }

  /**
   * Settles and releases every entry. Throws if an error concerns the whole account, or if outcomes stay unknown. Calls
   * `onAdmitted` once its records may go, before they do.
   */
  async deliver(batch: Batch, pipeline: Pipeline, onAdmitted: () => void): Promise<void> {
    await this.#options.earlierJobsEnded;
    await this.#admit(batch);
    onAdmitted();
    try {
      await this.#deliver(batch, pipeline, WHOLE_ATTEMPTS);
    } catch (error) {
      this.#noteUnreported(batch, pipeline);
      throw error;
    }
  }

  /** For the change log: the sync ends while these are on their way. */
  #noteUnreported(batch: Batch, { object, writer }: Pipeline): void {
    for (const { row, writes } of batch) {
      const planned = writer.unreported(row);
      if (planned) this.#options.recordOutcomes.unreported(writes, object, planned);
    }
  }

  /** `wholeAttempts`: how often the batch is sent whole before it may be halved. */
  async #deliver(batch: Batch, pipeline: Pipeline, wholeAttempts: number): Promise<void> {
    const schedule = new RetrySchedule(wholeAttempts);
    let open = batch;
    for (;;) {
      if (schedule.attempts > 0) await this.#admit(open);
      const { left, undecided } = await this.#attempt(open, pipeline);
      const [first] = undecided;
      if (!first) return;
      const step = schedule.next(undecided, open.length);
      open = left;
      if (step === "end_sync") throw outcomesUnknown(undecided, schedule.attempts);
      if (step === "give_up") return this.#giveUp(open, undecided, pipeline);
      if (step === "bisect") return this.#bisect(open, first, pipeline);
      await sleep(schedule.pauseMs(), this.#options.signal);
    }
  }

  /** Finds the entry at fault: halves the batch until a single entry is refused. */
  async #bisect(batch: Batch, outcome: UndecidedOutcome, pipeline: Pipeline): Promise<void> {
    if (batch.length === 1) return this.#giveUp(batch, [outcome], pipeline);
    const half = Math.ceil(batch.length / 2);
    for (const part of [batch.slice(0, half), batch.slice(half)]) {
      await this.#admit(part);
      await this.#deliver(part, pipeline, part.length === 1 ? ATTEMPTS_ALONE : 1);
    }
  }

  /** Rejects an entry that waited for something that this sync does not write. */
  abandon({ entry, rejection }: AbandonedEntry, pipeline: Pipeline): void {
    this.#reject(entry, rejection, pipeline);
  }

  /** Sends the entries once, and returns those that are undecided, with their outcomes. */
  async #attempt(batch: Batch, pipeline: Pipeline): Promise<{ left: Batch; undecided: readonly UndecidedOutcome[] }> {
    const { api, signal } = this.#options;
    // The connector may have lost track of the last attempt's job, which could still run after a newer one.
    if (batch.some(({ row }) => this.#submitted.has(row))) await api.jobs.orphansEnded(signal);
    signal.throwIfAborted();
    const outcomes = await this.#write(batch, pipeline);
    if (outcomes.length !== batch.length) {
      throw new Error(`${outcomes.length} outcomes were given for ${batch.length} rows`);
    }
    const left: QueueEntry[] = [];
    const undecided: UndecidedOutcome[] = [];
    for (const [index, entry] of batch.entries()) {
      const outcome = outcomes[index];
      if (!outcome) throw new Error("a row was left without an outcome");
      if (outcome.kind === "undecided") {
        const known = this.#submitted.has(entry.row) ? notRefusable(outcome) : outcome;
        left.push(entry);
        undecided.push(known);
        if (mayBeWritten(known)) this.#noteSubmitted(entry);
      } else this.#conclude(entry, outcome, pipeline);
    }
    return { left, undecided };
  }

  async #write(batch: Batch, { writer }: Pipeline): Promise<readonly Outcome[]> {
    const { api, deletions, logger, signal } = this.#options;
    const rows = batch.map(({ row }) => row);
    const [first] = batch;
    if (!first) throw new Error("a batch without rows is to be written");
    const wasSubmitted = (row: Row): boolean => this.#submitted.has(row);
    const warn = (message: string): void => logger.warn(message);
    return writer.writeRows(rows, { mode: first.mode, api, signal, wasSubmitted, deletions, warn });
  }

  /** Every attempt counts against the records per second. */
  #admit(batch: Batch): Promise<void> {
    return this.#options.pace.admit(batch.reduce((records, { writes }) => records + writes.length, 0));
  }

  /** The records of a merged row are now sent one by one, and each of them may already be written. */
  #noteSubmitted({ row, writes }: QueueEntry): void {
    this.#submitted.add(row);
    for (const write of writes) this.#submitted.add(write.row);
  }

  /** Zendesk refused these even alone, or they lost every race with another write. */
  #giveUp(batch: Batch, outcomes: readonly UndecidedOutcome[], pipeline: Pipeline): void {
    for (const [index, entry] of batch.entries()) {
      const outcome = outcomes[index];
      if (!outcome || !("rejection" in outcome)) throw new Error("a row that may be written was given up");
      const { cause, rejection, why } = outcome;
      // Zendesk said that another thing has the row's key.
      const isRowAtFault = cause === "refused" || cause === "not_indexed";
      if (isRowAtFault || entry.writes.length > 1) {
        this.#conclude(entry, { kind: "rejected", rejection }, pipeline);
      } else {
        this.#options.quarantine.add(entry.writes, pipeline.object.name, rejection, why);
        pipeline.queue.release(entry);
      }
    }
  }

  #conclude(entry: QueueEntry, outcome: DecidedOutcome, { object, queue }: Pipeline): void {
    if (outcome.kind === "rejected" && entry.writes.length > 1) {
      queue.release(entry, takeApart(entry));
      return;
    }
    const { quarantine, recordOutcomes } = this.#options;
    if (outcome.kind === "written") {
      recordOutcomes.written(entry.writes, object, outcome);
      quarantine.noteOutcome(outcome);
      queue.release(entry);
    } else if (queue.mayStillCome(outcome.rejection)) queue.park(entry, outcome.rejection);
    else {
      if (outcome.done) recordOutcomes.partlyWritten(entry.writes, object, outcome.done);
      this.#reject(entry, outcome.rejection, { object, queue });
      if (outcome.done) quarantine.noteOutcome(outcome.done);
    }
  }

  #reject(entry: QueueEntry, rejection: Rejection, { object, queue }: Pick<Pipeline, "object" | "queue">): void {
    for (const { record } of entry.writes) this.#options.recordOutcomes.reject(record, object.name, rejection);
    queue.release(entry);
  }
}

type DecidedOutcome = Exclude<Outcome, UndecidedOutcome>;

/** A record that an earlier request may have written is not rejected because a later one is refused. */
function notRefusable(outcome: UndecidedOutcome): UndecidedOutcome {
  if (outcome.cause !== "refused") return outcome;
  return {
    kind: "undecided",
    cause: "unreported",
    why: `${outcome.why}, after an earlier request may have written the record`,
  };
}

/** Neither written nor rejected: their states are held back, and a retried sync sends them again. */
function outcomesUnknown(undecided: readonly UndecidedOutcome[], attempts: number): ConnectorError {
  const what = undecided.find(({ cause }) => cause === "unreported")?.why ?? "";
  return createError("outcomes_unknown", { attempts: attempts.toString(), what });
}
