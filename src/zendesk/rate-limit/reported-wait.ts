import { readClock } from "../../time/clock.ts";
import type { RateLimiterObserver } from "./rate-limiter.ts";
import { sleep } from "../../time/sleep.ts";

export type WaitObserver = Pick<RateLimiterObserver, "waiting" | "waited">;

/** Sleeps, and reports the wait: its start, and its length however it ended. `cause` is for people to read. */
export async function waitReported(
  observer: WaitObserver,
  cause: string,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const startedAt = readClock();
  observer.waiting(cause, ms);
  try {
    await sleep(ms, signal);
  } finally {
    observer.waited(cause, readClock() - startedAt);
  }
}
