import { FixedWindow } from "../account/fixed-window.ts";
import { takeRequest, tooManyRequests } from "../account/request-limit.ts";
import type { Refusal } from "../refusal.ts";

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
    return tooManyRequests({}, this.#perTicket.secondsLeft(nowMs));
  }
}
