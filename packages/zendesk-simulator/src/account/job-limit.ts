/**
 * Zendesk documents the job limit in two ways: 30 jobs queued or running in the whole account, and 30 calls that
 * make a job per endpoint "until the count resets", which takes 60 seconds.
 */
export const JOB_LIMIT_READINGS = ["in-flight", "calls-per-minute"] as const;
export type JobLimitReading = (typeof JOB_LIMIT_READINGS)[number];

interface LimitOptions {
  /** 0: unlimited. */
  readonly jobsInFlight: number;
  readonly jobLimitReading: JobLimitReading;
}

/** Zendesk's limit. An account without a limit has it while others hold slots. */
const USUAL_LIMIT = 30;
const WINDOW_MS = 60_000;

interface CallWindow {
  readonly resetsAt: number;
  calls: number;
}

/** The account's jobs at a moment; shared if other integrations have some of them. */
interface JobsNow {
  readonly inFlight: number;
  readonly isShared: boolean;
}

/** How many more jobs the account takes from an endpoint ("POST /api/v2/users/create_many"), in either interpretation. */
export class JobLimit {
  readonly #options: LimitOptions;
  readonly #windows = new Map<string, CallWindow>();

  constructor(options: LimitOptions) {
    this.#options = options;
  }

  /** Infinity without a limit. */
  remaining(endpoint: string, nowMs: number, { inFlight, isShared }: JobsNow): number {
    const limit = this.#options.jobsInFlight || (isShared ? USUAL_LIMIT : Infinity);
    return Math.max(0, limit - (this.#countsCalls ? this.#callsAt(endpoint, nowMs) : inFlight));
  }

  /** Counts a call that made a job. */
  take(endpoint: string, nowMs: number): void {
    const window = this.#windowAt(endpoint, nowMs);
    if (window === undefined) this.#windows.set(endpoint, { resetsAt: nowMs + WINDOW_MS, calls: 1 });
    else window.calls += 1;
  }

  /**
   * The headers of answers to bulk requests. A limit on jobs in flight has nothing to reset, so Zendesk then says 60.
   */
  header(endpoint: string, nowMs: number, inFlight: number): Record<string, string> {
    const total = this.#options.jobsInFlight;
    if (total === 0) return {};
    const window = this.#countsCalls ? this.#windowAt(endpoint, nowMs) : undefined;
    const resets = Math.ceil(((window?.resetsAt ?? nowMs + WINDOW_MS) - nowMs) / 1000);
    const remaining = this.remaining(endpoint, nowMs, { inFlight, isShared: false });
    return { "zendesk-ratelimit-inflight-jobs": `total=${total}; remaining=${remaining}; resets=${resets}` };
  }

  /** A 429 for jobs in flight has no such header: it cannot be known when a slot will be free. */
  headerOfRefusal(endpoint: string, nowMs: number, inFlight: number): Record<string, string> {
    return this.#countsCalls ? this.header(endpoint, nowMs, inFlight) : {};
  }

  get #countsCalls(): boolean {
    return this.#options.jobLimitReading === "calls-per-minute";
  }

  #callsAt(endpoint: string, nowMs: number): number {
    return this.#windowAt(endpoint, nowMs)?.calls ?? 0;
  }

  #windowAt(endpoint: string, nowMs: number): CallWindow | undefined {
    const window = this.#windows.get(endpoint);
    return window !== undefined && nowMs < window.resetsAt ? window : undefined;
  }
}
