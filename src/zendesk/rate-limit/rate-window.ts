import type { RateReading } from "./rate-headers.ts";

const MINUTE_MS = 60_000;
/** An older answer says little about what others have used since, and an answer rarely takes longer. */
const STALE_MS = 2000;
/** Others that use less of the account's limit are not taken into account. The figures are not exact at the start of a minute. */
const SHARED_SHARE = 0.05;
/** In this time from the start of a minute, connectors that share the account send their first requests. */
const FIRST_WITHIN_MS = 15_000;

/**
 * The minute in which Zendesk counts the account's requests from all clients, as far as its answers show.
 * Answers overtake each other, so an answer counts only if it is about this minute: its request was sent in it.
 */
export class RateWindow {
  readonly #random: () => number;
  #endsAt = -Infinity;
  /** Answers to requests that were sent earlier may be about the previous minute. */
  #since = -Infinity;
  #observedAt = -Infinity;
  #limit = Infinity;
  #remaining = Infinity;
  /** Sent by this connector in this minute. */
  #own = 0;
  /** Sent but not answered yet: Zendesk may not have counted them. */
  #pending = 0;
  #sentAt = -Infinity;
  #othersBefore = 0;
  /** When the first request of this minute may be sent. */
  #firstAt = -Infinity;

  constructor(random: () => number) {
    this.#random = random;
  }

  noteSent(now: number): void {
    this.#roll(now);
    this.#own += 1;
    this.#pending += 1;
    this.#sentAt = now;
  }

  /** There is no reading if no answer came, or one without headers. */
  noteAnswered(reading: RateReading | undefined, sentAt: number, now: number): void {
    this.#pending -= 1;
    if (this.#pending < 0) throw new Error("more requests were answered than were sent");
    if (reading?.remaining === undefined) return;
    this.#roll(now);
    this.#limit = reading.limit;
    if (this.#tellsNextMinute(reading.remaining, reading.resetMs, sentAt, now)) {
      this.#begin(sentAt, now + (reading.resetMs ?? MINUTE_MS));
      this.#own += 1;
    } else if (sentAt < this.#since) return;
    if (reading.resetMs !== undefined) this.#endsAt = Math.min(this.#endsAt, now + reading.resetMs);
    this.#remaining = Math.min(this.#remaining, reading.remaining);
    this.#observedAt = now;
  }

  /** What the account has left, in the worst case. */
  remaining(now: number): number {
    this.#roll(now);
    return this.#remaining - this.#pending;
  }

  /** What the account has used, in the worst case. */
  used(now: number): number {
    const remaining = this.remaining(now);
    return remaining === Infinity ? this.#pending : this.#limit - remaining;
  }

  /** What others have probably used since the last answer. */
  unseen(now: number): number {
    if (this.#remaining === Infinity || !this.#isShared(now)) return 0;
    return (this.othersPerMinute(now) * (now - this.#observedAt)) / MINUTE_MS;
  }

  /**
   * If others use the account, a connector knows what it may send only after an answer. Until then the others may all send
   * too, so the first request of a minute is sent at a moment of its own, and none is sent while the answer to another is about to show it.
   */
  ignoranceWaitMs(now: number): number {
    this.#roll(now);
    if (this.#remaining === Infinity && this.#own === 0) return Math.max(0, this.#firstAt - now);
    const isKnown = this.#pending === 0 || now - this.#observedAt <= STALE_MS || !this.#isShared(now);
    return isKnown ? 0 : Math.max(0, this.#sentAt + STALE_MS - now);
  }

  #isShared(now: number): boolean {
    return this.othersPerMinute(now) > this.#limit * SHARED_SHARE;
  }

  own(now: number): number {
    this.#roll(now);
    return this.#own;
  }

  startedAt(now: number): number {
    this.#roll(now);
    return this.#endsAt - MINUTE_MS;
  }

  endsAt(now: number): number {
    this.#roll(now);
    return this.#endsAt;
  }

  /** Requests of others in the last 60 seconds: those of this minute, and a proportional part of the previous one. */
  othersPerMinute(now: number): number {
    const others = Math.max(0, this.used(now) - this.#own);
    return others + (this.#othersBefore * (this.#endsAt - now)) / MINUTE_MS;
  }

  /** The remaining number can only rise when a new minute begins. A reset far beyond the last one means the same. */
  #tellsNextMinute(remaining: number, resetMs: number | undefined, sentAt: number, now: number): boolean {
    if (resetMs !== undefined && now + resetMs > this.#endsAt + MINUTE_MS / 2) return true;
    return sentAt >= this.#observedAt && remaining > this.#remaining;
  }

  #roll(now: number): void {
    if (now < this.#endsAt) return;
    const isNext = now < this.#endsAt + MINUTE_MS;
    this.#begin(now, now + MINUTE_MS);
    if (!isNext) this.#othersBefore = 0;
  }

  #begin(since: number, endsAt: number): void {
    this.#othersBefore = this.#remaining === Infinity ? 0 : Math.max(0, this.#limit - this.#remaining - this.#own);
    // Those that can send little come less often, so they can wait longer.
    const within = Math.min(FIRST_WITHIN_MS, MINUTE_MS / (this.#own + 1));
    this.#firstAt = this.#othersBefore > this.#limit * SHARED_SHARE ? since + this.#random() * within : since;
    this.#since = since;
    this.#endsAt = endsAt;
    this.#remaining = Infinity;
    this.#own = this.#pending;
  }
}
