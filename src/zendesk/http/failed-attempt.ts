import { ZendeskAnswerError, ZendeskHttpError } from "./errors.ts";
import { type HttpAnswer, NetworkError } from "./http-transport.ts";
import { isTooManyJobs } from "./retry-policy.ts";

/** A status that passes, no whole answer, or one that is not Zendesk's. */
export type Failure = HttpAnswer | NetworkError | ZendeskAnswerError;

interface Request {
  readonly method: string;
  readonly path: string;
}

/** Never reached: nothing can have been done. */
const UNREACHED_CODES: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "ERR_PROXY_SIGN_IN",
  "ERR_PROXY_TUNNEL",
]);
/** Turned away before anything was done. */
const REFUSED_STATUSES: ReadonlySet<number> = new Set([409, 429, 503]);

/** One try of a request that is worth another. */
export class FailedAttempt {
  /** What failed: the request itself, or the one for a token. */
  readonly request: Request;
  /** From the sending to the failure. */
  readonly tookMs: number;
  readonly #failure: Failure;
  readonly #wasSent: boolean;

  /** `wasSent` is false when no token was to be had, so that the request itself never went out. */
  constructor(failure: Failure, tried: { request: Request; wasSent: boolean; tookMs: number }) {
    this.#failure = failure;
    this.#wasSent = tried.wasSent;
    this.request = tried.request;
    this.tookMs = tried.tookMs;
  }

  get answer(): HttpAnswer | undefined {
    return this.#failure instanceof Error ? undefined : this.#failure;
  }

  /** Whether Zendesk may have done what was asked all the same. */
  get mayHaveActed(): boolean {
    if (!this.#wasSent || this.#failure instanceof ZendeskAnswerError) return this.#wasSent;
    if (this.#failure instanceof NetworkError) return !UNREACHED_CODES.has(this.#failure.code);
    return !REFUSED_STATUSES.has(this.#failure.status);
  }

  /** Fit for people: "Zendesk's rate limit (429)". */
  get cause(): string {
    return this.#wasSent ? this.#what : `${this.#what}, for ${this.request.method} ${this.request.path}`;
  }

  get #what(): string {
    if (this.#failure instanceof ZendeskAnswerError) return "the answer is not from Zendesk, or is truncated";
    if (this.#failure instanceof NetworkError) return `no answer from Zendesk (${this.#failure.code})`;
    if (isTooManyJobs(this.#failure)) return "all of the account's bulk jobs are in use (429 TooManyJobs)";
    if (this.#failure.status === 429) return "Zendesk's rate limit (429)";
    return `Zendesk is temporarily unavailable (${this.#failure.status})`;
  }

  toError(): Error {
    return this.#failure instanceof Error ? this.#failure : new ZendeskHttpError(this.request, this.#failure);
  }
}
