import type { JobLimitReading } from "../rate-limit/rate-headers.ts";

/** Answers this far apart show whether a count resets at a fixed moment. */
const EVIDENCE_MS = 2000;
/** A reset this much later than the last one belongs to a new window, because answers take seconds at most. */
const NEXT_WINDOW_MS = 10_000;

/** Until it is known what Zendesk counts, a full endpoint is tried again after this time: a job may have ended. */
const LOOK_AGAIN_MS = 1000;

/** What Zendesk counts, as far as its answers have shown. */
export type CountedJobs = "unknown" | "calls" | "in_flight";

/** What is known of one endpoint, such as `POST /api/v2/users/create_many.json`. */
interface Endpoint {
  /** Calls that Zendesk may not have counted yet. */
  pending: number;
  remaining: number;
  total: number;
  /** Whether a job of this connector has ended since the last answer. If jobs in flight are counted, there is room. */
  hasRoom: boolean;
  resetAt: number;
  /** The first of the answers that are compared to see whether the reset stays the same. */
  first: { readonly at: number; readonly resetAt: number } | undefined;
}

/**
 * Zendesk documents its limit of bulk jobs in two ways: 30 queued or running in the account, and 30 calls per endpoint
 * "until the count resets". Both use the same header. If its reset stays at one moment while time passes, calls are
 * counted, and an endpoint whose `remaining` is used up is left alone until then. If the reset moves with every answer,
 * jobs in flight are counted, and a job that ends makes room at once. Until either is known, a full endpoint gets one
 * call at a time, after a job has ended.
 */
export class JobCalls {
  #counted: CountedJobs = "unknown";
  #running = 0;
  readonly #endpoints = new Map<string, Endpoint>();

  get counted(): CountedJobs {
    return this.#counted;
  }

  /** Takes one call, to be returned with `answered`. Returns the time until there is one; 0 if it was taken. */
  take(name: string, now: number): number {
    const endpoint = this.#endpoint(name);
    if (now >= endpoint.resetAt) endpoint.remaining = endpoint.total;
    const wait = this.#waitMs(endpoint, now);
    if (wait === 0) endpoint.pending += 1;
    return wait;
  }

  /** There is no reading if no answer came, or one without the header: the call may have been counted. */
  answered(name: string, reading: JobLimitReading | undefined, now: number): void {
    const endpoint = this.#endpoint(name);
    endpoint.pending -= 1;
    if (endpoint.pending < 0) throw new Error("more calls were answered than were taken");
    endpoint.remaining -= 1;
    if (!reading) return;
    const { remaining, resetMs, total } = reading;
    const resetAt = now + resetMs;
    this.#learn(endpoint, resetAt, now);
    const isNext = now >= endpoint.resetAt || resetAt > endpoint.resetAt + NEXT_WINDOW_MS;
    // Answers overtake each other: within a window the lowest count is the latest.
    endpoint.remaining = isNext ? remaining : Math.min(endpoint.remaining + 1, remaining);
    endpoint.resetAt = isNext ? resetAt : Math.min(endpoint.resetAt, resetAt);
    endpoint.total = total;
    endpoint.hasRoom = false;
  }

  /** A job of this connector has begun. */
  noteBegun(): void {
    this.#running += 1;
  }

  /** It has ended. */
  noteEnded(): void {
    this.#running -= 1;
    if (this.#running < 0) throw new Error("more jobs ended than had begun");
    for (const endpoint of this.#endpoints.values()) endpoint.hasRoom = true;
  }

  #waitMs({ hasRoom, pending, remaining, resetAt }: Endpoint, now: number): number {
    if (this.#counted === "in_flight" || remaining > pending) return 0;
    const untilReset = Math.max(1, resetAt - now);
    if (this.#counted === "calls") return untilReset;
    if (hasRoom && pending === 0) return 0;
    return this.#running + pending > 0 ? Math.min(LOOK_AGAIN_MS, untilReset) : untilReset;
  }

  #learn(endpoint: Endpoint, resetAt: number, now: number): void {
    const { first } = endpoint;
    if (!first || now >= first.resetAt) {
      endpoint.first = { at: now, resetAt };
    } else if (now - first.at >= EVIDENCE_MS) {
      this.#counted = resetAt - first.resetAt < (now - first.at) / 2 ? "calls" : "in_flight";
    }
  }

  #endpoint(name: string): Endpoint {
    const known = this.#endpoints.get(name);
    if (known) return known;
    const endpoint = {
      pending: 0,
      remaining: Infinity,
      total: Infinity,
      hasRoom: false,
      resetAt: -Infinity,
      first: undefined,
    };
    this.#endpoints.set(name, endpoint);
    return endpoint;
  }
}
