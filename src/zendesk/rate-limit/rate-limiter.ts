import { AccountLimit } from "./account-limit.ts";
import { RateWindow } from "./rate-window.ts";
import { RecentRequests } from "./recent-requests.ts";
import { readClock } from "../../time/clock.ts";
import { type RateReading, readRateHeaders } from "./rate-headers.ts";
import { LONGEST_TIMER_MS } from "../../time/sleep.ts";

const MINUTE_MS = 60_000;
/** How much of a minute's allowance may be sent at once: enough to be fast, little enough to stay within the minute. */
const BURST_SHARE = 0.05;
/** The same for a command that people wait for and that ends within seconds: it need not spread its requests. */
const BRIEF_BURST_SHARE = 0.9;
/** The part of the share that writes leave for polls: results free memory and job slots. */
const POLL_SHARE = 0.035;
/**
 * The part of its share that the connector gets even if others use it all: a busy account must not starve it. A hundred
 * connectors with so much do not exceed a share of at least 100 requests a minute.
 */
const FLOOR_SHARE = 0.01;
/** The same for a command that sends a few requests and must end within seconds. */
const BRIEF_FLOOR_SHARE = 0.1;
/** The part of the account's limit that is left to others: the connector never knowingly uses it up. */
const RESERVE_SHARE = 0.02;
/** Shorter waits are normal pacing, and not worth reporting. */
const REPORTED_WAIT_MS = 5000;

type Kind = "write" | "poll";

/** What the rate limiter reports of its waits. */
export interface RateLimiterObserver {
  /** A wait begins. `cause` is for people to read. */
  waiting(cause: string, ms: number): void;
  /** The wait is over, or was cut short, after this time. */
  waited(cause: string, ms: number): void;
  /** Zendesk's limit, or the connector's share, is used up: nothing is sent before `readClock` reaches `until`. */
  rateLimited(until: number): void;
}

export const SHARE_CAUSE = "the connector's share of the account's rate limit";

/**
 * The connector's share of the account's requests per minute. Its own requests pass a token bucket, so that no 60 seconds
 * contain more than the share. What the whole account has used of its minute counts against the share too, second by
 * second: the connector slows down as others use it up, and several connectors share it.
 * Nothing is held back until a header gives the limit.
 */
export class RateLimiter {
  readonly #sharePercent: number;
  readonly #isBrief: boolean;
  readonly #burstShare: number;
  readonly #observer: RateLimiterObserver;
  readonly #accountLimit = new AccountLimit();
  readonly #window: RateWindow;
  readonly #recent = new RecentRequests();
  readonly #polls = new Set<PromiseWithResolvers<void>>();
  readonly #writes = new Set<PromiseWithResolvers<void>>();
  #timer: NodeJS.Timeout | undefined;
  #limit = Infinity;
  #tokens = 1;
  #refilledAt = 0;
  #pausedUntil = -Infinity;
  #reportedUntil = -Infinity;
  /** When the logged wait began. */
  #reportedSince: number | undefined;

  /** `isBrief`: for a command that ends within seconds. Most of its share may be sent at once. */
  constructor(sharePercent: number, observer: RateLimiterObserver, { isBrief = false, random = Math.random } = {}) {
    this.#window = new RateWindow(random);
    this.#sharePercent = sharePercent;
    this.#observer = observer;
    this.#isBrief = isBrief;
    this.#burstShare = isBrief ? BRIEF_BURST_SHARE : BURST_SHARE;
    if (isBrief) this.#tokens = Infinity;
  }

  /** Requests per minute that the connector may currently use; Infinity while unknown. */
  get perMinute(): number {
    if (this.#limit === Infinity) return Infinity;
    return Math.max(this.#floor, this.#share - this.#window.othersPerMinute(readClock()));
  }

  /** Whether requests are what the connector has too few of. */
  get areWritesWaiting(): boolean {
    return this.#writes.size > 0;
  }

  /** How long until it has requests to spare, so that one of them delays no write. */
  spareWaitMs(): number {
    if (this.#limit === Infinity) return 0;
    const now = readClock();
    this.#refill(now);
    return Math.max(0, (Math.max(1, this.#burst / 2) - this.#tokens) / this.#perMs);
  }

  /** Waits for its turn, polls before writes. Each request must be reported to `answered` or `unanswered`. */
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

  /** Learns the account's limit and use from any of the families of headers. */
  answered(headers: Readonly<Record<string, string>>, sentAt: number, endpoint: string): void {
    const now = readClock();
    const reading = readRateHeaders(headers);
    if (reading) this.#learn(this.#accountLimit.note(endpoint, reading.limit, now), now);
    this.#window.noteAnswered(this.#isAccounts(reading) ? reading : undefined, sentAt, now);
    this.#serve();
  }

  unanswered(sentAt: number): void {
    this.#window.noteAnswered(undefined, sentAt, readClock());
    this.#serve();
  }

  /** Nothing is sent for `ms`: Zendesk said that the account's limit is used up. */
  pause(ms: number): void {
    // Timers count whole milliseconds. They would fire again and again before a fraction of one is over.
    this.#pausedUntil = Math.max(this.#pausedUntil, readClock() + Math.ceil(ms));
    this.#observer.rateLimited(this.#pausedUntil);
  }

  /** A reading of an endpoint's own limit says nothing about the account's minute. */
  #isAccounts(reading: RateReading | undefined): boolean {
    return reading?.limit === this.#limit;
  }

  /** What was earned until now was earned at the old limit. */
  #learn(limit: number, now: number): void {
    if (limit === this.#limit) return;
    if (this.#limit === Infinity) {
      // The request that revealed the limit has used one of them.
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
    return Math.max(1, this.#share * this.#burstShare);
  }

  get #floor(): number {
    return Math.max(1, this.#share * (this.#isBrief ? BRIEF_FLOOR_SHARE : FLOOR_SHARE));
  }

  /** Sends waiting requests that may be sent, and runs again when the next one may. */
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
        this.#report(wait, now);
        return;
      }
      turns.delete(turn);
      this.#endWait(now);
      if (this.#limit !== Infinity) this.#tokens -= 1;
      this.#window.noteSent(now);
      this.#recent.noteSent(now);
      turn.resolve();
    }
  }

  #waitMs(kind: Kind, now: number): number {
    if (now < this.#pausedUntil) return this.#pausedUntil - now;
    if (this.#limit === Infinity) return 0;
    return Math.max(this.#bucketWaitMs(kind, now), this.#minuteWaitMs(kind, now));
  }

  /** Polls may borrow in advance, and writes leave that much of each 60 seconds to them. */
  #bucketWaitMs(kind: Kind, now: number): number {
    this.#refill(now);
    const borrowed = kind === "poll" ? this.#credit : 0;
    const most = kind === "poll" ? this.#share : Math.max(1, this.#share - Math.floor(this.#credit));
    return Math.max((1 - borrowed - this.#tokens) / this.#perMs, this.#recent.waitMs(most, now));
  }

  #refill(now: number): void {
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#refilledAt) * this.#perMs);
    this.#refilledAt = now;
  }

  get #credit(): number {
    return Math.max(1, (this.#share * POLL_SHARE) / 2);
  }

  get #perMs(): number {
    return this.#share / MINUTE_MS;
  }

  /** Until the account's use is on schedule again, or until the connector's own is on that of its floor. */
  #minuteWaitMs(kind: Kind, now: number): number {
    const untilNext = this.#window.endsAt(now) - now;
    const unseen = this.#window.unseen(now);
    if (this.#window.remaining(now) - unseen <= Math.max(1, this.#limit * RESERVE_SHARE)) return untilNext;
    const share = kind === "poll" ? this.#share : Math.max(1, this.#share * (1 - POLL_SHARE));
    const elapsed = now - this.#window.startedAt(now);
    // With all that is unseen, connectors that share the account would wait for each other.
    const ofAccount = dueMs(this.#window.used(now) + unseen / 2 + 1, share, this.#burstShare);
    const dueAt = Math.min(ofAccount, dueMs(this.#window.own(now) + 1, this.#floor, this.#burstShare));
    return Math.min(untilNext, Math.max(dueAt - elapsed, this.#isBrief ? 0 : this.#window.ignoranceWaitMs(now)));
  }

  #report(wait: number, now: number): void {
    const until = now + wait;
    if (wait < REPORTED_WAIT_MS || until <= this.#reportedUntil) return;
    this.#reportedUntil = until;
    // The client has already reported the pauses that Zendesk asked for.
    if (until === this.#pausedUntil) return;
    this.#reportedSince ??= now;
    this.#observer.waiting(SHARE_CAUSE, wait);
    if (until === this.#window.endsAt(now)) this.#observer.rateLimited(until);
  }

  #endWait(now: number): void {
    if (this.#reportedSince !== undefined) this.#observer.waited(SHARE_CAUSE, now - this.#reportedSince);
    this.#reportedSince = undefined;
  }
}

/** When in a minute its nth request is due, if `perMinute` are spread over it after a first burst. */
function dueMs(nth: number, perMinute: number, burstShare: number): number {
  const burst = Math.max(1, perMinute * burstShare);
  if (nth <= burst) return 0;
  return nth > perMinute ? Infinity : ((nth - burst) / (perMinute - burst)) * MINUTE_MS;
}
