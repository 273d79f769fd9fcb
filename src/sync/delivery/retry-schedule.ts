import type { UndecidedOutcome } from "../../objects/outcome.ts";
import { readClock } from "../../time/clock.ts";

/** Up to this many rows without a result may be one thing under two keys with identical results: sent one by one. */
const FEW_ROWS = 10;
/** Rows without a result from Zendesk are sent again for this long, the same time as an outage is waited out. */
const RETRY_UNREPORTED_FOR_MS = 10 * 60_000;
/** Another tool's job may lock a thing for as long as the job takes. */
const RETRY_RACE_FOR_MS = 2 * 60_000;
/** Zendesk's search finds new things after a few minutes. */
const RETRY_UNINDEXED_FOR_MS = 10 * 60_000;
/** Zendesk counts the updates of one thing over 10 minutes. */
const RETRY_LIMITED_FOR_MS = 15 * 60_000;
/** Pause after the first attempt. It doubles each time, plus jitter: what just failed is likely to fail again. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * What follows an attempt that left rows undecided. `bisect`: send the halves, to find the row at fault. `give_up`: reject
 * the rows, or hold them in quarantine. `end_sync`: they may be written, and Zendesk does not say.
 */
type NextStep = "retry" | "bisect" | "give_up" | "end_sync";

/** Decides how often and how long the rows of a batch are sent again. */
export class RetrySchedule {
  readonly #wholeAttempts: number;
  #attempts = 0;
  /** Consecutive attempts without progress. */
  #fruitless = 0;
  /** When the first of the latest attempts without a decided row ended. */
  #undecidedSince: number | undefined;
  /** When the first of the latest attempts that met only obstacles ended. */
  #obstructedSince: number | undefined;
  #retryObstructedForMs = RETRY_RACE_FOR_MS;
  #wasUnindexed = false;

  /** `wholeAttempts`: how often the batch is sent whole before it may be halved. */
  constructor(wholeAttempts: number) {
    this.#wholeAttempts = wholeAttempts;
  }

  get attempts(): number {
    return this.#attempts;
  }

  /** After each attempt: what to do with the rows that it left undecided. `sent`: how many rows the attempt had. */
  next(undecided: readonly UndecidedOutcome[], sent: number): NextStep {
    this.#attempts += 1;
    this.#fruitless += 1;
    if (undecided.length < sent) {
      this.#fruitless = 1;
      this.#undecidedSince = undefined;
      this.#obstructedSince = undefined;
    }
    // The sync is about to end, which ends the pause.
    if (undecided.some(({ cause }) => cause === "not_sent")) return "retry";
    // Not measured from the submission: a job may take longer than this, and one without results deserves another attempt.
    this.#undecidedSince ??= readClock();
    const isUnreported = undecided.some(({ cause }) => cause === "unreported");
    if (isUnreported && readClock() - this.#undecidedSince > RETRY_UNREPORTED_FOR_MS) return "end_sync";
    if (undecided.every(isObstructed)) return this.#nextAfterObstacles(undecided);
    if (this.#attempts >= this.#wholeAttempts && isWorthBisecting(undecided.length, isUnreported)) return "bisect";
    this.#obstructedSince = undefined;
    return "retry";
  }

  /** Before the next attempt. */
  pauseMs(): number {
    return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#fruitless - 1)) * (1 + Math.random());
  }

  #nextAfterObstacles(undecided: readonly UndecidedOutcome[]): NextStep {
    // Once the search finds what is in the way, the row still has to be sent again.
    this.#retryObstructedForMs = Math.max(this.#retryObstructedForMs, ...undecided.map(retryForMs));
    this.#obstructedSince ??= readClock();
    // What the search has just found needs one more attempt, however long that took.
    const isNewlyFound = this.#wasUnindexed && !undecided.every(({ cause }) => cause === "not_indexed");
    this.#wasUnindexed = undecided.some(({ cause }) => cause === "not_indexed");
    const isOver = readClock() - this.#obstructedSince > this.#retryObstructedForMs;
    return isOver && !isNewlyFound ? "give_up" : "retry";
  }
}

/** Something else has to change first, and nothing is wrong with the row. */
function isObstructed({ cause }: UndecidedOutcome): boolean {
  return cause === "lost_race" || cause === "not_indexed" || cause === "rate_limited";
}

function retryForMs({ cause }: UndecidedOutcome): number {
  if (cause === "not_indexed") return RETRY_UNINDEXED_FOR_MS;
  return cause === "rate_limited" ? RETRY_LIMITED_FOR_MS : RETRY_RACE_FOR_MS;
}

/** Rows without a result are worth another attempt, unless they are so few that they may be about one thing. */
function isWorthBisecting(rows: number, isUnreported: boolean): boolean {
  return !isUnreported || (rows > 1 && rows <= FEW_ROWS);
}
