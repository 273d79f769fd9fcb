import { ZendeskAnswerError, ZendeskHttpError } from "./errors.ts";
import { type HttpAnswer, NetworkError } from "./http-transport.ts";
import { isTooManyJobs } from "./retry-policy.ts";

/** A temporary status, an incomplete answer, or one that is not from Zendesk. */
export type Failure = HttpAnswer | NetworkError | ZendeskAnswerError;

interface Request {
  readonly method: string;
  readonly path: string;
}

/** Never reached, so nothing can have been done. */
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

/** An attempt of a request that is worth repeating. */
export class FailedAttempt {
  /** What failed: the request itself, or the one for its token. */
  readonly request: Request;
  /** The time from sending to failure. */
  readonly tookMs: number;
  readonly #failure: Failure;
  readonly #wasSent: boolean;

  /** `wasSent` is false if there was no token, so that the request itself was never sent. */
  constructor(failure: Failure, tried: { request: Request; wasSent: boolean; tookMs: number }) {
    this.#failure = failure;
    this.#wasSent = tried.wasSent;
    this.request = tried.request;
    this.tookMs = tried.tookMs;
  }

  get answer(): HttpAnswer | undefined {
    return this.#failure instanceof Error ? undefined : this.#failure;
  }

  /** Whether Zendesk may have carried out the request anyway. */
  get mayHaveActed(): boolean {
    if (!this.#wasSent || this.#failure instanceof ZendeskAnswerError) return this.#wasSent;
    if (this.#failure instanceof NetworkError) return !UNREACHED_CODES.has(this.#failure.code);
    return !REFUSED_STATUSES.has(this.#failure.status);
  }

  /** For people to read: "Zendesk's rate limit (429)". */
  get cause(): string {
    return this.#wasSent ? this.#what : `${this.#what}, for ${this.request.method} ${this.request.path}`;
  }

  get #what(): string {
    if (this.#failure instanceof ZendeskAnswerError) return "the response is not from Zendesk, or is truncated";
    if (this.#failure instanceof NetworkError) return `no response from Zendesk (${this.#failure.code})`;
    if (isTooManyJobs(this.#failure)) return "all of the account's bulk jobs are in use (429 TooManyJobs)";
    if (this.#failure.status === 429) return "Zendesk's rate limit (429)";
    return `Zendesk is temporarily unavailable (${this.#failure.status})`;
  }

  toError(): Error {
    return this.#failure instanceof Error ? this.#failure : new ZendeskHttpError(this.request, this.#failure);
  }
}
