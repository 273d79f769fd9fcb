import type { z } from "zod";
import type { Authentication } from "./authentication.ts";
import { TOKEN_REQUEST } from "./client-credentials.ts";
import { readClock } from "../../time/clock.ts";
import {
  OutcomeUnknownError,
  RateLimitWaitError,
  ZendeskAnswerError,
  ZendeskHttpError,
  ZendeskRedirectError,
  ZendeskUnavailableError,
} from "./errors.ts";
import { parseExactly } from "../../json/exact-json.ts";
import { FailedAttempt, type Failure } from "./failed-attempt.ts";
import { type HttpAnswer, type HttpTransport, NetworkError } from "./http-transport.ts";
import { readRateHeaders } from "../rate-limit/rate-headers.ts";
import type { RateLimiterObserver, RateLimiter } from "../rate-limit/rate-limiter.ts";
import { waitReported } from "../rate-limit/reported-wait.ts";
import {
  RETRY_WHEN_ASKED_FOR_MS,
  RETRY_FIRST_ANSWER_FOR_MS,
  RETRY_OUTAGE_FOR_MS,
  backoffMs,
  isHopeless,
  isRetried,
  isTooManyJobs,
  retryAfterMs,
} from "./retry-policy.ts";
import { sleep } from "../../time/sleep.ts";

export type Query = Readonly<Record<string, string | readonly string[]>>;

export interface ZendeskRequest<Answer> {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the account's origin, e.g. `/api/v2/users/me`. Ids in it are encoded by the caller. */
  readonly path: string;
  /** A list repeats its parameter: `role[]=agent&role[]=admin`. */
  readonly query?: Query;
  /** JSON text. */
  readonly body?: string;
  readonly answer: z.ZodType<Answer>;
  /** False if doing it twice would count twice: then an unknown outcome is thrown, and the request is not repeated. */
  readonly isRepeatable?: boolean;
  /** Awaited before repeating an attempt that may have had an effect, so that its effect can be waited for. */
  readonly beforeRepeat?: () => Promise<void>;
  /** Awaited before repeating a request that was refused because the account accepts no more bulk jobs. */
  readonly whenJobsAreFull?: (headers: HttpAnswer["headers"], answeredAt: number) => Promise<void>;
  /** Polls have priority over writes when requests per minute are scarce. */
  readonly kind?: "write" | "poll";
  /** Ends waiting. A request in flight is never aborted, because its outcome would be unknown. */
  readonly signal?: AbortSignal;
}

/** What the client reports while it works. */
export interface ClientObserver extends RateLimiterObserver {
  requested(method: string, path: string): void;
  /** A request was answered successfully. */
  succeeded(): void;
  /** Zendesk dropped something from a request without failing it (`x-zendesk-api-warn`). */
  warned(method: string, path: string): void;
}

export interface ZendeskClientOptions {
  readonly baseUrl: string;
  readonly transport: HttpTransport;
  readonly authentication: Authentication;
  readonly rateLimiter: RateLimiter;
  readonly observer: ClientObserver;
  readonly random: () => number;
  /** The `readClock` time by which every request must have ended, if someone is waiting. */
  readonly deadline?: number | undefined;
}

export interface ZendeskAnswer<Body> {
  readonly httpStatus: number;
  readonly body: Body;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly requestId: string | undefined;
}

/**
 * Requests to one Zendesk account: authenticated, within the rate limit, repeated as long as it makes sense.
 *
 * Throws `ZendeskHttpError` (Zendesk refused the request), `ZendeskUnavailableError` (Zendesk was unreachable or
 * overloaded for `RETRY_OUTAGE_FOR_MS`, not counting waits that it asked for), `ZendeskAnswerError` (no answer was ever
 * readable) and, for requests that must not be repeated, `OutcomeUnknownError`.
 */
export class ZendeskClient {
  readonly #options: ZendeskClientOptions;
  /** Whether Zendesk, or something in its place, has ever answered. */
  #isAnswered = false;
  /** Whether any answer had the shape that Zendesk documents. */
  #isUnderstood = false;

  constructor(options: ZendeskClientOptions) {
    this.#options = options;
  }

  async request<Body>(request: ZendeskRequest<Body>): Promise<ZendeskAnswer<Body>> {
    const { rateLimiter, observer, random } = this.#options;
    const startedAt = readClock();
    let unaskedMs = 0;
    let askedMs = 0;
    for (let attempt = 0; ; attempt++) {
      const tried = await this.#try(request);
      if (!(tried instanceof FailedAttempt)) return tried;
      const { answer } = tried;
      const answeredAt = readClock();
      if (request.isRepeatable === false && tried.mayHaveActed) throw new OutcomeUnknownError(request);
      const asked = answer && retryAfterMs(answer, Date.now());
      const wait = asked ?? backoffMs(attempt, answer, random);
      // A full job queue is not an outage. It ends when other jobs end.
      if (asked === undefined && !(answer && isTooManyJobs(answer))) unaskedMs += tried.tookMs + wait;
      else askedMs += wait;
      const error = tried.toError();
      if (this.#isOver({ unaskedMs, askedMs, wait }, error)) {
        throw new ZendeskUnavailableError(tried.request, answeredAt - startedAt, error);
      }
      if (answer && isAccountLimit(answer)) rateLimiter.pause(wait);
      await waitReported(observer, tried.cause, wait, request.signal);
      if (answer && isTooManyJobs(answer)) await request.whenJobsAreFull?.(answer.headers, answeredAt);
      if (tried.mayHaveActed) await request.beforeRepeat?.();
    }
  }

  /** A caller with a deadline does not wait longer just because Zendesk asks for it. */
  #isOver({ unaskedMs, askedMs, wait }: Record<"unaskedMs" | "askedMs" | "wait", number>, error: Error): boolean {
    if (!this.#isAnswered && isHopeless(error)) return true;
    const { deadline } = this.#options;
    if (deadline !== undefined) return readClock() + wait >= deadline;
    return (
      unaskedMs > (this.#isAnswered ? RETRY_OUTAGE_FOR_MS : RETRY_FIRST_ANSWER_FOR_MS) ||
      askedMs > RETRY_WHEN_ASKED_FOR_MS
    );
  }

  /** A 401 may mean that the token has expired, or is not accepted everywhere yet. */
  async #try<Body>(request: ZendeskRequest<Body>): Promise<ZendeskAnswer<Body> | FailedAttempt> {
    const { authentication } = this.#options;
    let refused: string | undefined;
    for (let times = 1; ; times++) {
      await this.#takeTurn(request);
      // Only now, because a token may expire during a long wait.
      const authorization = await this.#authorization();
      if (authorization instanceof FailedAttempt) return authorization;
      const answered = await this.#send(request, authorization);
      if (answered instanceof FailedAttempt) return answered;
      const { answer, tookMs } = answered;
      const isRefused = answer.status === 401;
      if (!isRefused) authentication.accepted(authorization);
      const isAgain = refused === authorization;
      const pause = isRefused ? authentication.refused(authorization, { times, isAgain }) : undefined;
      if (pause !== undefined) {
        refused = authorization;
        await sleep(pause, request.signal);
        continue;
      }
      if (isRetried(answer)) return new FailedAttempt(answer, { request, wasSent: true, tookMs });
      const read = this.#read(request, answer);
      return read instanceof ZendeskAnswerError ? new FailedAttempt(read, { request, wasSent: true, tookMs }) : read;
    }
  }

  /** Throws if the deadline passes before the request may be sent. */
  async #takeTurn(request: ZendeskRequest<unknown>): Promise<void> {
    const { rateLimiter, deadline } = this.#options;
    const kind = request.kind ?? "write";
    if (deadline === undefined) return rateLimiter.take(kind, request.signal);
    const startedAt = readClock();
    const over = new AbortController();
    const end = (): void => {
      over.abort(new ZendeskUnavailableError(request, readClock() - startedAt, new RateLimitWaitError()));
    };
    const timer = setTimeout(end, deadline - startedAt);
    try {
      await rateLimiter.take(kind, AbortSignal.any([over.signal, ...(request.signal ? [request.signal] : [])]));
    } finally {
      clearTimeout(timer);
    }
  }

  /** A failure at the token endpoint counts as a failure of the request, except that nothing was done. */
  async #authorization(): Promise<string | FailedAttempt> {
    const startedAt = readClock();
    try {
      return await this.#options.authentication.authorization();
    } catch (error) {
      this.#options.rateLimiter.unanswered(startedAt);
      const tookMs = readClock() - startedAt;
      return new FailedAttempt(this.#passingFailure(error), { request: TOKEN_REQUEST, wasSent: false, tookMs });
    }
  }

  #passingFailure(error: unknown): Failure {
    if (error instanceof NetworkError) return error;
    this.#isAnswered = true;
    if (error instanceof ZendeskHttpError && isRetried(error.answer)) return error.answer;
    if (error instanceof ZendeskAnswerError && this.#isOutage(error)) return error;
    throw error;
  }

  async #send(
    request: ZendeskRequest<unknown>,
    authorization: string,
  ): Promise<{ answer: HttpAnswer; tookMs: number } | FailedAttempt> {
    const { baseUrl, rateLimiter, observer, transport } = this.#options;
    observer.requested(request.method, request.path);
    const query = request.query ? `?${encodeQuery(request.query)}` : "";
    const sentAt = readClock();
    try {
      const answer = await transport({
        method: request.method,
        url: baseUrl + request.path + query,
        headers: {
          authorization,
          accept: "application/json",
          ...(request.body !== undefined && { "content-type": "application/json" }),
        },
        ...(request.body !== undefined && { body: request.body }),
      });
      this.#isAnswered = true;
      rateLimiter.answered(answer.headers, sentAt, endpointOf(request));
      return { answer, tookMs: readClock() - sentAt };
    } catch (error) {
      rateLimiter.unanswered(sentAt);
      if (!(error instanceof NetworkError)) throw error;
      return new FailedAttempt(error, { request, wasSent: true, tookMs: readClock() - sentAt });
    }
  }

  /** Throws if the answer is not from Zendesk, unless that may be temporary. */
  #read<Body>(request: ZendeskRequest<Body>, answer: HttpAnswer): ZendeskAnswer<Body> | ZendeskAnswerError {
    if (answer.status >= 400) throw new ZendeskHttpError(request, answer);
    const { baseUrl, observer } = this.#options;
    const body = answer.status >= 300 ? new ZendeskRedirectError(request, answer, baseUrl) : readBody(request, answer);
    if (body instanceof ZendeskAnswerError) {
      if (this.#isOutage(body)) return body;
      throw body;
    }
    this.#isUnderstood = true;
    if (answer.headers["x-zendesk-api-warn"]) observer.warned(request.method, request.path);
    observer.succeeded();
    const { headers, status } = answer;
    return { httpStatus: status, body: body.parsed, headers, requestId: headers["x-request-id"] };
  }

  /** At the start, it is another server or a missing account. Later, it is an outage for which a proxy answers. */
  #isOutage(error: ZendeskAnswerError): boolean {
    return this.#isUnderstood || error.isCutOff;
  }
}

/** The same for any id in the path. */
function endpointOf({ method, path }: { method: string; path: string }): string {
  return `${method} ${path.replaceAll(/\d+/g, "0")}`;
}

/** A full job queue, or an endpoint's limit while the account has requests left, concerns only this request. */
function isAccountLimit(answer: HttpAnswer): boolean {
  return answer.status === 429 && !isTooManyJobs(answer) && !((readRateHeaders(answer.headers)?.remaining ?? 0) > 0);
}

function encodeQuery(query: Query): string {
  const parameters = Object.entries(query).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : value).map((each): [string, string] => [name, each]),
  );
  return new URLSearchParams(parameters).toString();
}

function readBody<Body>(
  request: ZendeskRequest<Body>,
  answer: HttpAnswer,
): { readonly parsed: Body } | ZendeskAnswerError {
  let json: unknown;
  try {
    json = parseExactly(answer.body);
  } catch {
    return ZendeskAnswerError.notJson(request, answer.body);
  }
  const parsed = request.answer.safeParse(json);
  if (parsed.success) return { parsed: parsed.data };
  const places = parsed.error.issues.map((issue) => issue.path.join(".") || "the top level");
  return new ZendeskAnswerError(request, `has an unknown shape at ${[...new Set(places)].join(", ")}`);
}
