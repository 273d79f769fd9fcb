import { Refusal } from "../refusal.ts";

const MINUTE_MS = 60_000;

interface LimitOptions {
  readonly updatesPerTenMinutesPerTicket: number;
  readonly ticketUpdatesPerMinute: number;
  readonly ticketListsPerMinute: number;
}

/** Limits on requests for tickets, which apply besides the account's rate limit. 0: unlimited. */
export class TicketLimits {
  readonly #perTicket: FixedWindow;
  readonly #updates: FixedWindow;
  readonly #lists: FixedWindow;

  constructor(options: LimitOptions) {
    this.#perTicket = new FixedWindow(options.updatesPerTenMinutesPerTicket, 10 * MINUTE_MS);
    this.#updates = new FixedWindow(options.ticketUpdatesPerMinute, MINUTE_MS);
    this.#lists = new FixedWindow(options.ticketListsPerMinute, MINUTE_MS);
  }

  /**
   * Zendesk: a user may update one ticket 30 times in 10 minutes. Returns whether another update is allowed, and counts
   * it.
   */
  takeUpdateOf(userId: number, ticketId: number, nowMs: number): boolean {
    return this.#perTicket.take(`${userId} ${ticketId}`, nowMs) !== undefined;
  }

  /** Zendesk: 100 single updates of tickets a minute. Returns the header, or throws the 429. */
  takeUpdate(nowMs: number): Record<string, string> {
    return takeRequest(this.#updates, "tickets-update", nowMs);
  }

  /** The limit that the header of lists of tickets states. */
  takeList(nowMs: number): Record<string, string> {
    return takeRequest(this.#lists, "tickets-index", nowMs);
  }

  /** The 429 for a single update beyond the limit of its ticket. */
  refusalOfUpdate(nowMs: number): Refusal {
    return refusal({}, this.#perTicket.secondsLeft(nowMs));
  }
}

function takeRequest(window: FixedWindow, endpoint: string, nowMs: number): Record<string, string> {
  if (window.limit === 0) return {};
  const remaining = window.take("", nowMs);
  const resets = window.secondsLeft(nowMs);
  const header = {
    [`zendesk-ratelimit-${endpoint}`]: `total=${window.limit}; remaining=${remaining ?? 0}; resets=${resets}`,
  };
  if (remaining === undefined) throw refusal(header, resets);
  return header;
}

function refusal(headers: Record<string, string>, seconds: number): Refusal {
  const body = { errors: [{ code: "TooManyRequests", title: "Too many requests" }] };
  return new Refusal(429, body, { ...headers, "retry-after": String(seconds) });
}

class FixedWindow {
  readonly limit: number;
  readonly #lengthMs: number;
  #number = -1;
  readonly #taken = new Map<string, number>();

  constructor(limit: number, lengthMs: number) {
    this.limit = limit;
    this.#lengthMs = lengthMs;
  }

  /** How many remain after this one; undefined if none remained before it. */
  take(key: string, nowMs: number): number | undefined {
    if (this.limit === 0) return Infinity;
    const number = Math.floor(nowMs / this.#lengthMs);
    if (number !== this.#number) this.#taken.clear();
    this.#number = number;
    const taken = this.#taken.get(key) ?? 0;
    if (taken >= this.limit) return undefined;
    this.#taken.set(key, taken + 1);
    return this.limit - taken - 1;
  }

  secondsLeft(nowMs: number): number {
    return Math.ceil((this.#lengthMs - (nowMs % this.#lengthMs)) / 1000);
  }
}
