import type { ConnectorError, Logger } from "airbyte-cdk-typescript";
import { createError } from "../../errors/create-error.ts";
import type { DeletionAllowance } from "../../objects/deletion-allowance.ts";
import { type Outcome, type UnknownOutcome, mayBeWritten } from "../../objects/outcome.ts";
import type { Rejection } from "../../objects/rejection.ts";
import type { Row } from "../../objects/row.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import type { RowWriter } from "../../objects/write/row-writer.ts";
import { readClock } from "../../time/clock.ts";
import { sleep } from "../../time/sleep.ts";
import type { ZendeskApi } from "../../zendesk/zendesk-api.ts";
import type { Quarantine } from "../outcomes/quarantine.ts";
import { type QueueEntry, takeApart } from "./queue-entry.ts";
import type { RecordPace } from "./record-pace.ts";
import type { RecordOutcomes } from "../outcomes/record-outcomes.ts";
import type { AbandonedEntry, Batch, WriteQueue } from "./write-queue.ts";

/** How often a batch is sent whole before it is halved to find the row at fault. */
const ATTEMPTS = 3;
/** A job that failed with a single row may still have written it. The next attempt's look-up shows that. */
const ATTEMPTS_ALONE = 2;
/** Up to this many rows without a result may be one thing under two keys with identical results: sent one by one. */
const FEW_ROWS = 10;
/** Rows without a result from Zendesk are sent again for this long, the same time as an outage is waited out. */
const RETRY_SILENCE_FOR_MS = 10 * 60_000;
/** Another tool's job may lock a thing for as long as the job takes. */
const RETRY_RACE_FOR_MS = 2 * 60_000;
/** Zendesk's search finds new things after a few minutes. */
const RETRY_UNINDEXED_FOR_MS = 10 * 60_000;
/** Zendesk counts the updates of one thing over 10 minutes. */
const RETRY_LIMITED_FOR_MS = 15 * 60_000;
/** Pause after the first attempt. It doubles each time, plus jitter: what just failed is likely to fail again. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

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

/** Where the records of an object wait, and what writes them. */
export interface Target {
  readonly object: ObjectType;
  readonly writer: RowWriter;
  readonly queue: WriteQueue;
}

/** Sends a batch until each of its rows has an outcome. Rows without a result from Zendesk are sent again. */
export class BatchDelivery {
  readonly #options: BatchDeliveryOptions;
  /** Rows that a job or a request may have written. An attempt is not enough: its look-up may have been refused. */
  readonly #submitted = new WeakSet<Row>();

  constructor(options: BatchDeliveryOptions) {
    this.#options = options;
  }

  /**
   * Settles and releases every entry. Throws if an error concerns the whole account, or if outcomes stay unknown. Calls
   * `onAdmitted` once its records may go, before they do.
   */
  async deliver(batch: Batch, target: Target, onAdmitted: () => void): Promise<void> {
    await this.#options.earlierJobsEnded;
    await this.#admit(batch);
    onAdmitted();
    await this.#deliver(batch, target, ATTEMPTS);
  }

  /** `attempts`: how often the batch is sent whole before it is halved. */
  async #deliver(batch: Batch, target: Target, attempts: number): Promise<void> {
    let open = batch;
    let unknownSince: number | undefined;
    let inTheWaySince: number | undefined;
    let retryForMs = RETRY_RACE_FOR_MS;
    let fruitless = 0;
    let wasUnindexed = false;
    for (let attempt = 1; ; attempt++) {
      if (attempt > 1) await this.#admit(open);
      const tried = await this.#attempt(open, target);
      fruitless += 1;
      if (tried.open.length < open.length) {
        unknownSince = undefined;
        inTheWaySince = undefined;
        fruitless = 1;
      }
      open = tried.open;
      const [outcome] = tried.unknown;
      if (!outcome) return;
      // Not measured from the submission: a job may take longer than this, and one without results deserves another
      // attempt.
      unknownSince ??= readClock();
      const unknownMs = readClock() - unknownSince;
      const silent = tried.unknown.find(({ cause }) => cause === "silent");
      if (silent && unknownMs > RETRY_SILENCE_FOR_MS) throw outcomesUnknown(silent, attempt);
      if (tried.unknown.every(isInTheWay)) {
        // Once the search finds what is in the way, the row still has to be sent again.
        retryForMs = Math.max(retryForMs, ...tried.unknown.map(retryTime));
        inTheWaySince ??= readClock();
        // What the search has just found needs one more attempt, however long that took.
        const isNewlyFound = wasUnindexed && !tried.unknown.every(({ cause }) => cause === "not_indexed");
        const isOver = readClock() - inTheWaySince > retryForMs;
        wasUnindexed = tried.unknown.some(({ cause }) => cause === "not_indexed");
        if (isOver && !isNewlyFound) return this.#giveUp(open, tried.unknown, target);
      } else if (attempt >= attempts && isWorthBisecting(open, silent)) {
        return this.#bisect(open, outcome, target);
      } else inTheWaySince = undefined;
      await sleep(pauseMs(fruitless), this.#options.signal);
    }
  }

  /** Finds the entry at fault: halves the batch until a single entry is refused. */
  async #bisect(batch: Batch, outcome: UnknownOutcome, target: Target): Promise<void> {
    if (batch.length === 1) return this.#giveUp(batch, [outcome], target);
    const half = Math.ceil(batch.length / 2);
    for (const part of [batch.slice(0, half), batch.slice(half)]) {
      await this.#admit(part);
      await this.#deliver(part, target, part.length === 1 ? ATTEMPTS_ALONE : 1);
    }
  }

  /** Rejects an entry that waited for something that this sync does not write. */
  abandon({ entry, rejection }: AbandonedEntry, target: Target): void {
    this.#reject(entry, rejection, target);
  }

  /** Sends the entries once, and returns those with an unknown outcome. */
  async #attempt(batch: Batch, target: Target): Promise<{ open: Batch; unknown: readonly UnknownOutcome[] }> {
    const { api, signal } = this.#options;
    // The connector may have lost track of the last attempt's job, which could still run after a newer one.
    if (batch.some(({ row }) => this.#submitted.has(row))) await api.jobs.orphansEnded(signal);
    signal.throwIfAborted();
    const outcomes = await this.#write(batch, target);
    if (outcomes.length !== batch.length) {
      throw new Error(`${outcomes.length} outcomes were given for ${batch.length} rows`);
    }
    const open: QueueEntry[] = [];
    const unknown: UnknownOutcome[] = [];
    for (const [index, entry] of batch.entries()) {
      const outcome = outcomes[index];
      if (!outcome) throw new Error("a row was left without an outcome");
      if (outcome.kind === "unknown") {
        const known = this.#submitted.has(entry.row) ? notRefusable(outcome) : outcome;
        open.push(entry);
        unknown.push(known);
        if (mayBeWritten(known)) this.#noteSubmitted(entry);
      } else this.#conclude(entry, outcome, target);
    }
    return { open, unknown };
  }

  async #write(batch: Batch, { writer }: Target): Promise<readonly Outcome[]> {
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
  #giveUp(batch: Batch, outcomes: readonly UnknownOutcome[], target: Target): void {
    for (const [index, entry] of batch.entries()) {
      const outcome = outcomes[index];
      if (!outcome || outcome.cause === "silent") throw new Error("a row with an unknown outcome was given up");
      const { cause, rejection, why } = outcome;
      // Zendesk said that another thing has the row's key.
      const isRowAtFault = cause === "refused" || cause === "not_indexed";
      if (isRowAtFault || entry.writes.length > 1) {
        this.#conclude(entry, { kind: "rejected", rejection }, target);
      } else {
        this.#options.quarantine.add(entry.writes, target.object.name, rejection, why);
        target.queue.release(entry);
      }
    }
  }

  #conclude(entry: QueueEntry, outcome: KnownOutcome, { object, queue }: Target): void {
    if (outcome.kind === "rejected" && entry.writes.length > 1) {
      queue.release(entry, takeApart(entry));
      return;
    }
    if (outcome.kind === "written") {
      this.#options.recordOutcomes.written(entry.writes, object, outcome);
      this.#options.quarantine.noteOutcome(outcome);
      queue.release(entry);
    } else if (queue.mayStillCome(outcome.rejection)) queue.park(entry, outcome.rejection);
    else this.#reject(entry, outcome.rejection, { object, queue });
  }

  #reject(entry: QueueEntry, rejection: Rejection, { object, queue }: Pick<Target, "object" | "queue">): void {
    for (const { record } of entry.writes) this.#options.recordOutcomes.reject(record, object.name, rejection);
    queue.release(entry);
  }
}

type KnownOutcome = Exclude<Outcome, UnknownOutcome>;

/** A record that an earlier request may have written is not rejected because a later one is refused. */
function notRefusable(outcome: UnknownOutcome): UnknownOutcome {
  if (outcome.cause !== "refused") return outcome;
  return {
    kind: "unknown",
    cause: "silent",
    why: `${outcome.why}, after an earlier request may have written the record`,
  };
}

/** Something else has to change first, and nothing is wrong with the row. */
function isInTheWay({ cause }: UnknownOutcome): boolean {
  return cause === "lost_race" || cause === "not_indexed" || cause === "rate_limited";
}

function retryTime({ cause }: UnknownOutcome): number {
  if (cause === "not_indexed") return RETRY_UNINDEXED_FOR_MS;
  return cause === "rate_limited" ? RETRY_LIMITED_FOR_MS : RETRY_RACE_FOR_MS;
}

/** Rows without a result are worth another attempt, unless they are so few that they may be about one thing. */
function isWorthBisecting(batch: Batch, silent: UnknownOutcome | undefined): boolean {
  return silent === undefined || (batch.length > 1 && batch.length <= FEW_ROWS);
}

function pauseMs(attempt: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)) * (1 + Math.random());
}

/** Neither written nor rejected: their states are held back, and a retried sync sends them again. */
function outcomesUnknown({ why }: UnknownOutcome, attempts: number): ConnectorError {
  return createError("outcomes_unknown", { attempts: attempts.toString(), what: why });
}
