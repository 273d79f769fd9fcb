import type { ConnectorError, Logger } from "airbyte-cdk-typescript";
import { advise } from "../advice/advise.ts";
import type { Outcome, UnknownOutcome, ZendeskObject } from "../objects/zendesk-object.ts";
import { readClock } from "../zendesk/clock.ts";
import { sleep } from "../zendesk/sleep.ts";
import type { ZendeskApi } from "../zendesk/zendesk-api.ts";
import type { GivenUpRecords } from "./given-up-records.ts";
import { type QueueEntry, takeApart } from "./queue-entry.ts";
import type { RecordPace } from "./record-pace.ts";
import type { Settlement } from "./settlement.ts";
import type { Batch, WriteQueue } from "./write-queue.ts";

/** How often a batch is sent whole before it is halved to find what is wrong with it. */
const ATTEMPTS = 3;
/** So few silent rows may be one user under two keys, whose results cannot be told apart: they are sent singly. */
const FEW_ROWS = 10;
/** Rows of which Zendesk tells nothing are sent again for so long, as long as an outage is waited out. */
const SILENCE_PATIENCE_MS = 10 * 60_000;
/** Another tool's job may hold a user for as long as jobs take. */
const RACE_PATIENCE_MS = 2 * 60_000;
/** After the first attempt, with jitter on top and twice as long after each: what just failed is likely to fail again. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

interface BatchWriterOptions {
  readonly api: ZendeskApi;
  readonly settlement: Settlement;
  readonly pace: RecordPace;
  readonly givenUp: GivenUpRecords;
  /** Resolves when nothing that an earlier sync started may still overwrite what this one writes. */
  readonly earlierJobsEnded: Promise<void>;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

interface Target {
  readonly object: ZendeskObject;
  readonly queue: WriteQueue;
}

/** Sends a batch until each of its rows has an outcome. Rows that Zendesk says nothing of are sent again. */
export class BatchWriter {
  readonly #options: BatchWriterOptions;

  constructor(options: BatchWriterOptions) {
    this.#options = options;
  }

  /** Settles and releases every entry. Throws what concerns the whole account, and when outcomes stay unknown. */
  async write(batch: Batch, target: Target): Promise<void> {
    await this.#options.earlierJobsEnded;
    await this.#write(batch, target, false);
  }

  async #write(batch: Batch, target: Target, wasSent: boolean): Promise<void> {
    let open = batch;
    let unknownSince: number | undefined;
    for (let attempt = 1; ; attempt++) {
      const tried = await this.#attempt(open, target, wasSent || attempt > 1);
      if (tried.open.length < open.length) unknownSince = undefined;
      open = tried.open;
      const [outcome] = tried.unknown;
      if (!outcome) return;
      // Not from the sending: a job may take longer, and one that ended without a word is worth another.
      unknownSince ??= readClock();
      const unknownMs = readClock() - unknownSince;
      const silent = tried.unknown.find(({ rejection }) => rejection === undefined);
      if (silent && unknownMs > SILENCE_PATIENCE_MS) throw outcomesUnknown(silent, attempt);
      if (tried.unknown.every(({ lostRace }) => lostRace)) {
        if (unknownMs > RACE_PATIENCE_MS) return this.#giveUp(open, tried.unknown, target);
      } else if (attempt >= (wasSent ? 1 : ATTEMPTS) && isWorthHalving(open, silent)) {
        return this.#halve(open, outcome, target);
      }
      await sleep(pauseMs(attempt), this.#options.signal);
    }
  }

  /** To find what is wrong with the batch: down to the one entry that is refused even alone. */
  async #halve(batch: Batch, outcome: UnknownOutcome, target: Target): Promise<void> {
    if (batch.length === 1) return this.#giveUp(batch, [outcome], target);
    const half = Math.ceil(batch.length / 2);
    await this.#write(batch.slice(0, half), target, true);
    await this.#write(batch.slice(half), target, true);
  }

  /** Sends the entries once; gives those back of which nothing is known. */
  async #attempt(
    batch: Batch,
    target: Target,
    isRepeat: boolean,
  ): Promise<{ open: Batch; unknown: readonly UnknownOutcome[] }> {
    const { api, signal } = this.#options;
    // The job that became of the last attempt may be lost to us, and run after a newer one.
    if (isRepeat) await api.jobs.unfollowedEnded(signal);
    signal.throwIfAborted();
    const outcomes = await this.#send(batch, target.object, isRepeat);
    const open: QueueEntry[] = [];
    const unknown: UnknownOutcome[] = [];
    for (const [index, entry] of batch.entries()) {
      const outcome = outcomes[index] ?? { kind: "unknown", why: "no outcome was given", rejection: undefined };
      if (outcome.kind === "unknown") {
        open.push(entry);
        unknown.push(outcome);
      } else this.#conclude(entry, outcome, target);
    }
    return { open, unknown };
  }

  async #send(batch: Batch, object: ZendeskObject, isRepeat: boolean): Promise<readonly Outcome[]> {
    const { api, logger, pace, signal } = this.#options;
    const rows = batch.map(({ row }) => row);
    const mode = batch[0]?.mode ?? "upsert";
    await pace.admit(batch.reduce((records, { writes }) => records + writes.length, 0));
    return object.write({ rows, mode, api, signal, isRepeat, warn: (message) => logger.warn(message) });
  }

  /** Zendesk refuses these even alone, or they never found their turn. */
  #giveUp(batch: Batch, outcomes: readonly UnknownOutcome[], { object, queue }: Target): void {
    for (const [index, entry] of batch.entries()) {
      const { rejection, why = "" } = outcomes[index] ?? {};
      if (entry.writes.length > 1) queue.release(entry, takeApart(entry));
      else if (rejection) {
        this.#options.givenUp.add(entry, object.name, rejection, why);
        queue.release(entry);
      }
    }
  }

  #conclude(entry: QueueEntry, outcome: KnownOutcome, { object, queue }: Target): void {
    if (outcome.kind === "rejected" && entry.writes.length > 1) {
      queue.release(entry, takeApart(entry));
      return;
    }
    if (outcome.kind === "written") {
      this.#options.settlement.written(entry, outcome);
      this.#options.givenUp.noteOutcome(outcome);
    } else {
      for (const { record } of entry.writes) this.#options.settlement.reject(record, object.name, outcome.rejection);
    }
    queue.release(entry);
  }
}

type KnownOutcome = Exclude<Outcome, UnknownOutcome>;

/** Silent rows are worth another try, unless they are so few that they may be one user. */
function isWorthHalving(batch: Batch, silent: UnknownOutcome | undefined): boolean {
  return silent === undefined || (batch.length > 1 && batch.length <= FEW_ROWS);
}

function pauseMs(attempt: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)) * (1 + Math.random());
}

/** Neither written nor rejected: their states must not leave, and a retried sync sends them again. */
function outcomesUnknown({ why }: UnknownOutcome, attempts: number): ConnectorError {
  return advise("outcomes_unknown", { attempts: attempts.toString(), what: why });
}
