import { AccountLimit } from "./account-limit.ts";
import { RateWindow } from "./rate-window.ts";
import { readClock } from "../../time/clock.ts";
import { type RateReading, readRateHeaders } from "./rate-headers.ts";
import { LONGEST_TIMER_MS } from "../../time/sleep.ts";

const MINUTE_MS = 60_000;
/** How much of a minute's allowance may go out at once: enough to be quick, little enough to stay inside the minute. */
const BURST_SHARE = 0.05;
/** What writes leave of the share for polls: results free memory and job slots. */
const POLL_SHARE = 0.05;
/** What the connector gets of its share though others have used all of it, so that a busy account does not starve it. */
const FLOOR_SHARE = 0.1;
/** What is left of the account's limit for others: the connector never knowingly takes the last of it. */
const RESERVE_SHARE = 0.02;
/** Shorter waits are the pace itself, and not worth telling. */
const TOLD_WAIT_MS = 5000;

type Kind = "write" | "poll";

/** What the rate limiter reports of its waits. */
export interface RateLimiterObserver {
  /** A wait begins. `cause` is fit for people. */
  waiting(cause: string, ms: number): void;
  /** It is over, or was ended early, after so long. */
  waited(cause: string, ms: number): void;
  /** Zendesk's limit is reached, or the connector's share of it: nothing goes out before `readClock` reads `until`. */
  rateLimited(until: number): void;
}

export const SHARE_CAUSE = "the connector's share of the account's rate limit";

/**
 * The connector's share of the account's requests per minute. Its own requests pass a token bucket, so that no 60 seconds
 * hold more than the share. What the whole account has used of its minute is held against the share too, second by
 * second: the connector slows down as others use it up, and several connectors share it.
 * Until a header has named a limit nothing is held back.
 */
export class RateLimiter {
  readonly #sharePercent: number;
  readonly #observer: RateLimiterObserver;
  readonly #accountLimit = new AccountLimit();
  readonly #window = new RateWindow();
  readonly #polls = new Set<PromiseWithResolvers<void>>();
  readonly #writes = new Set<PromiseWithResolvers<void>>();
  #timer: NodeJS.Timeout | undefined;
  #limit = Infinity;
  #tokens = 1;
  #refilledAt = 0;
  #pausedUntil = -Infinity;
  #toldUntil = -Infinity;
  /** When the wait began that was logged. */
  #toldSince: number | undefined;

  constructor(sharePercent: number, observer: RateLimiterObserver) {
    this.#sharePercent = sharePercent;
    this.#observer = observer;
  }

  /** Requests per minute that the connector may use at present, beside others; Infinity while unknown. */
  get perMinute(): number {
    if (this.#limit === Infinity) return Infinity;
    return Math.max(this.#floor, this.#share - this.#window.othersPerMinute(readClock()));
  }

  /** Waits for its turn, polls before writes. Each request taken is to be given back to `answered` or `unanswered`. */
  async take(kind: Kind, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const turns = kind === "poll" ? this.#polls : this.#writes;
    const turn = Promise.withResolvers<void>();
    const leave = (): void => {
      turns.delete(turn);
      if (this.#polls.size + this.#writes.size === 0) this.#endWait(readClock());
      turn.reject(signal?.reason);
    };
    turns.add(turn);
    signal?.addEventListener("abort", leave, { once: true });
    this.#serve();
    await turn.promise;
    signal?.removeEventListener("abort", leave);
  }

  /** Learns the account's limit and use from whichever family of headers is there. */
  answered(headers: Readonly<Record<string, string>>, sentAt: number, endpoint: string): void {
    const now = readClock();
    const reading = readRateHeaders(headers);
    if (reading) this.#learn(this.#accountLimit.note(endpoint, reading.limit, now), now);
    this.#window.noteAnswered(this.#isAccounts(reading) ? reading : undefined, sentAt, now);
    this.#serve();
  }

  unanswered(sentAt: number): void {
    this.#window.noteAnswered(undefined, sentAt, readClock());
  }

  /** Nothing goes out for `ms`: Zendesk has said that the account's limit is used up. */
  pause(ms: number): void {
    // Timers count whole milliseconds: they would fire before a fraction of one is over, again and again.
    this.#pausedUntil = Math.max(this.#pausedUntil, readClock() + Math.ceil(ms));
    this.#observer.rateLimited(this.#pausedUntil);
  }

  /** A reading of an endpoint's own limit says nothing about the account's minute. */
  #isAccounts(reading: RateReading | undefined): boolean {
    return reading?.limit === this.#limit;
  }

  /** What was earned until now was earned at the limit before. */
  #learn(limit: number, now: number): void {
    if (limit === this.#limit) return;
    if (this.#limit === Infinity) {
      // The request that taught the limit has used one of them.
      this.#tokens -= 1;
      this.#refilledAt = now;
    } else this.#refill(now);
    this.#limit = limit;
    this.#tokens = Math.min(this.#tokens, this.#burst);
  }

  get #share(): number {
    return Math.max(1, Math.floor((this.#limit * this.#sharePercent) / 100));
  }

  get #burst(): number {
    return Math.max(1, this.#share * BURST_SHARE);
  }

  get #floor(): number {
    return Math.max(1, this.#share * FLOOR_SHARE);
  }

  /** Lets waiting requests go if they may, and runs again when the next one may. */
  #serve(): void {
    clearTimeout(this.#timer);
    for (;;) {
      const kind = this.#polls.size > 0 ? "poll" : "write";
      const turns = kind === "poll" ? this.#polls : this.#writes;
      const [turn] = turns;
      if (turn === undefined) return;
      const now = readClock();
      const wait = Math.ceil(this.#waitMs(kind, now));
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#serve(), Math.min(wait, LONGEST_TIMER_MS));
        this.#tell(wait, now);
        return;
      }
      turns.delete(turn);
      this.#endWait(now);
      if (this.#limit !== Infinity) this.#tokens -= 1;
      this.#window.noteSent(now);
      turn.resolve();
    }
  }

  #waitMs(kind: Kind, now: number): number {
    if (now < this.#pausedUntil) return this.#pausedUntil - now;
    if (this.#limit === Infinity) return 0;
    return Math.max(this.#bucketWaitMs(kind, now), this.#minuteWaitMs(kind, now));
  }

  /** Polls may borrow from what will come, writes wait until it is there. */
  #bucketWaitMs(kind: Kind, now: number): number {
    this.#refill(now);
    return (1 - (kind === "poll" ? this.#credit : 0) - this.#tokens) / this.#perMs;
  }

  #refill(now: number): void {
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#refilledAt) * this.#perMs);
    this.#refilledAt = now;
  }

  get #credit(): number {
    return Math.max(1, (this.#share * POLL_SHARE) / 2);
  }

  /** What may go out at once or on credit is saved from the rest of the minute, so that no minute holds more than the share. */
  get #perMs(): number {
    return Math.max(0.5, this.#share - this.#burst - this.#credit) / MINUTE_MS;
  }

  /** Until the account's use is on schedule again, or until the connector's own is on that of its floor. */
  #minuteWaitMs(kind: Kind, now: number): number {
    const untilNext = this.#window.endsAt(now) - now;
    if (this.#window.remaining(now) <= Math.max(1, this.#limit * RESERVE_SHARE)) return untilNext;
    const share = kind === "poll" ? this.#share : Math.max(1, this.#share * (1 - POLL_SHARE));
    const elapsed = now - this.#window.startedAt(now);
    const dueAt = Math.min(dueMs(this.#window.used(now) + 1, share), dueMs(this.#window.own(now) + 1, this.#floor));
    return Math.min(untilNext, dueAt - elapsed);
  }

  #tell(wait: number, now: number): void {
    const until = now + wait;
    if (wait < TOLD_WAIT_MS || until <= this.#toldUntil) return;
    this.#toldUntil = until;
    // The client has already reported the pauses that Zendesk asked for.
    if (until === this.#pausedUntil) return;
    this.#toldSince ??= now;
    this.#observer.waiting(SHARE_CAUSE, wait);
    if (until === this.#window.endsAt(now)) this.#observer.rateLimited(until);
  }

  #endWait(now: number): void {
    if (this.#toldSince !== undefined) this.#observer.waited(SHARE_CAUSE, now - this.#toldSince);
    this.#toldSince = undefined;
  }
}

/** When in a minute its nth request is due, if `perMinute` are spread over it after a first burst. */
function dueMs(nth: number, perMinute: number): number {
  const burst = Math.max(1, perMinute * BURST_SHARE);
  if (nth <= burst) return 0;
  return nth > perMinute ? Infinity : ((nth - burst) / (perMinute - burst)) * MINUTE_MS;
}
