import type { AccountOptions } from "./account-options.ts";
import { Refusal } from "../refusal.ts";
import { FixedWindow } from "./fixed-window.ts";
import { takeRequest } from "./request-limit.ts";

const TEN_MINUTES_MS = 10 * 60_000;

/** Limits on single writes of users, which apply besides the account's rate limit. */
export class WriteLimits {
  readonly #upsertsPerSecond: number;
  readonly #perMinutePerUser: number;
  #second = -1;
  #upserts = 0;
  #minute = -1;
  readonly #writesOfUser = new Map<number, number>();
  readonly #permanentDeletions: FixedWindow;

  constructor(
    options: Pick<
      AccountOptions,
      "permanentDeletionsPerTenMinutes" | "singleUpsertsPerSecond" | "updatesPerMinutePerUser"
    >,
  ) {
    this.#permanentDeletions = new FixedWindow(options.permanentDeletionsPerTenMinutes, TEN_MINUTES_MS);
    this.#upsertsPerSecond = options.singleUpsertsPerSecond;
    this.#perMinutePerUser = options.updatesPerMinutePerUser;
  }

  /** Zendesk: users/create_or_update takes 1 request a second per account. Returns its header, or throws the 429. */
  takeUpsert(nowMs: number): Record<string, string> {
    const limit = this.#upsertsPerSecond;
    if (limit === 0) return {};
    const second = Math.floor(nowMs / 1000);
    if (second !== this.#second) this.#upserts = 0;
    this.#second = second;
    const header = (remaining: number) => ({
      "zendesk-ratelimit-create-update-user": `total=${limit}; remaining=${remaining}; resets=1`,
    });
    if (this.#upserts >= limit) {
      const body = { errors: [{ code: "TooManyRequests", title: "Too many requests to create or update" }] };
      throw new Refusal(429, body, { ...header(0), "retry-after": "1" });
    }
    this.#upserts += 1;
    return header(limit - this.#upserts);
  }

  /** Zendesk: 700 permanent deletions of users in 10 minutes. Returns the header, or throws the 429. */
  takePermanentDeletion(nowMs: number): Record<string, string> {
    return takeRequest(this.#permanentDeletions, "permanent-user-deletions", nowMs);
  }

  /** Zendesk: one user takes 5 updates a minute. The text of its 429 names the user. */
  takeUpdate(user: { id: number; email: string | null; externalId: string | null }, nowMs: number): void {
    if (this.#perMinutePerUser === 0) return;
    const minute = Math.floor(nowMs / 60_000);
    if (minute !== this.#minute) this.#writesOfUser.clear();
    this.#minute = minute;
    const writes = this.#writesOfUser.get(user.id) ?? 0;
    if (writes >= this.#perMinutePerUser) {
      throw new Refusal(
        429,
        "You have exceeded the rate limit for updating a single unique user. " +
          `user email: ${user.email} id: ${user.id} external_id: ${user.externalId}`,
        { "retry-after": String(Math.ceil(((minute + 1) * 60_000 - nowMs) / 1000)) },
      );
    }
    this.#writesOfUser.set(user.id, writes + 1);
  }
}
